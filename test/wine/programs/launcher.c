/*
 * launcher.exe PROGRAM ARGUMENTS...: runs a .NET program of Windows under Wine 8.0 as Windows would run it, and ends with
 * its exit code. Two things stand between such a program and Wine:
 *
 * 1. A program that Unix starts with pipes has no console at all, and PowerShell's host then ends with code 0 and without
 *    a word. CREATE_NO_WINDOW gives it one; the three pipes are handed on.
 * 2. Wine's ntdll keeps a record of every language handler that it calls, and of every unwinding, in the thread's list of
 *    exception handlers. The runtime of .NET 9 and later never returns from its handler, so the record stays behind on a
 *    stack that is gone, and a later exception follows it ("Internal CLR error"). The two stores are taken out in the
 *    memory of the child; Wine on disk is not touched. See call_stack_handlers and RtlUnwindEx in dlls/ntdll/signal_x86_64.c.
 *
 * What cannot be put right is an error with a code of its own: a child that might crash later would prove nothing.
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { EXIT_NOT_WINE = 124, EXIT_NOT_PATCHED = 125, EXIT_NOT_CONTAINED = 126, EXIT_NOT_STARTED = 127 };

/* Bytes around one store, which must be found exactly once: where the store begins among them, and how long it is. */
struct store {
    const char *where;
    const unsigned char *around;
    size_t length;
    size_t offset;
    size_t size;
};

/* Of Debian's Wine 8.0~repack-4, 64-bit. */
static const unsigned char calling_handlers[] = {
    0x48, 0x8b, 0x45, 0x00,       /* mov (%rbp),%rax: the list as it was */
    0x48, 0x89, 0x44, 0x24, 0x60, /* mov %rax,0x60(%rsp) */
    0x48, 0x8b, 0x44, 0x24, 0x58, /* mov 0x58(%rsp),%rax: the new record */
    0x48, 0x89, 0x45, 0x00,       /* mov %rax,(%rbp): the store */
    0xf6, 0x05,
};
static const unsigned char unwinding[] = {
    0x49, 0x8b, 0x02,             /* mov (%r10),%rax */
    0x48, 0x89, 0x44, 0x24, 0x70, /* mov %rax,0x70(%rsp) */
    0x4d, 0x89, 0x32,             /* mov %r14,(%r10): the store */
    0xf6, 0x45, 0x00, 0x08,
};
static const struct store stores[] = {
    {"call_stack_handlers", calling_handlers, sizeof calling_handlers, 14, 4},
    {"RtlUnwindEx", unwinding, sizeof unwinding, 8, 3},
};

/* The only place in the code of ntdll with these bytes; NULL where there is none or more than one. */
static unsigned char *find_only(HMODULE ntdll, const struct store *store)
{
    unsigned char *base = (unsigned char *)ntdll, *found = NULL;
    const IMAGE_NT_HEADERS *headers = (const IMAGE_NT_HEADERS *)(base + ((const IMAGE_DOS_HEADER *)base)->e_lfanew);
    unsigned char *at = base + headers->OptionalHeader.BaseOfCode;
    unsigned char *end = at + headers->OptionalHeader.SizeOfCode - store->length;

    for (; at <= end; at++) {
        if (memcmp(at, store->around, store->length) != 0) continue;
        if (found != NULL) return NULL;
        found = at;
    }
    return found;
}

/* ntdll lies at the same address in every process, so that its place here is its place there. */
static BOOL take_out(HANDLE process, HMODULE ntdll, const struct store *store)
{
    static const unsigned char nothing[] = {0x90, 0x90, 0x90, 0x90};
    unsigned char now[sizeof nothing];
    unsigned char *place = find_only(ntdll, store);
    DWORD protection;
    SIZE_T count;

    if (place == NULL) return FALSE;
    place += store->offset;
    if (!VirtualProtectEx(process, place, store->size, PAGE_EXECUTE_READWRITE, &protection)) return FALSE;
    if (!WriteProcessMemory(process, place, nothing, store->size, &count) || count != store->size) return FALSE;
    if (!VirtualProtectEx(process, place, store->size, protection, &protection)) return FALSE;
    FlushInstructionCache(process, place, store->size);
    if (!ReadProcessMemory(process, place, now, store->size, &count) || count != store->size) return FALSE;
    return memcmp(now, nothing, store->size) == 0;
}

static BOOL take_out_all(HANDLE process)
{
    HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
    size_t index;

    for (index = 0; index < sizeof stores / sizeof stores[0]; index++) {
        if (take_out(process, ntdll, &stores[index])) continue;
        fprintf(stderr, "launcher: ntdll is not the one of Wine 8.0~repack-4 (%s), error %lu\n", stores[index].where, GetLastError());
        return FALSE;
    }
    return TRUE;
}

/* When this process goes, killed from Unix too, the child and all that it has started go with it. */
static BOOL contain(HANDLE process)
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits;
    HANDLE job = CreateJobObjectW(NULL, NULL);

    if (job == NULL) return FALSE;
    ZeroMemory(&limits, sizeof limits);
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    return SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits) && AssignProcessToJobObject(job, process);
}

/* The command line without our own name, quoted as it came: nothing is taken apart and put together again. */
static wchar_t *after_own_name(wchar_t *text)
{
    BOOL quoted = FALSE;

    for (; *text != 0 && (quoted || (*text != L' ' && *text != L'\t')); text++)
        if (*text == L'"') quoted = !quoted;
    while (*text == L' ' || *text == L'\t') text++;
    return text;
}

static HANDLE inheritable(DWORD which)
{
    HANDLE handle = GetStdHandle(which);
    SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    return handle;
}

static int give_up(HANDLE process, int code)
{
    TerminateProcess(process, code);
    return code;
}

int wmain(void)
{
    wchar_t *command = after_own_name(GetCommandLineW());
    STARTUPINFOW start;
    PROCESS_INFORMATION child;
    DWORD code = EXIT_NOT_STARTED;

    if (GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") == NULL) {
        fputs("launcher: this is not Wine\n", stderr);
        return EXIT_NOT_WINE;
    }
    ZeroMemory(&start, sizeof start);
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = inheritable(STD_INPUT_HANDLE);
    start.hStdOutput = inheritable(STD_OUTPUT_HANDLE);
    start.hStdError = inheritable(STD_ERROR_HANDLE);
    if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, CREATE_NO_WINDOW | CREATE_SUSPENDED, NULL, NULL, &start, &child)) {
        fprintf(stderr, "launcher: could not start %ls, error %lu\n", command, GetLastError());
        return EXIT_NOT_STARTED;
    }
    if (!take_out_all(child.hProcess)) return give_up(child.hProcess, EXIT_NOT_PATCHED);
    if (!contain(child.hProcess)) {
        fprintf(stderr, "launcher: the child could not be contained, error %lu\n", GetLastError());
        return give_up(child.hProcess, EXIT_NOT_CONTAINED);
    }
    ResumeThread(child.hThread);
    WaitForSingleObject(child.hProcess, INFINITE);
    GetExitCodeProcess(child.hProcess, &code);
    return (int)code;
}
