/*
 * The program of the service Alloy under Wine: does nothing until it is told to stop. Started as
 *   service.exe               by the service manager
 *   service.exe --gate FILE   the same, but is on its way up, and down, as long as that file is there
 */
#include <windows.h>

static SERVICE_STATUS_HANDLE manager;
static HANDLE stopping;
static const wchar_t *gate;

static void report(DWORD state)
{
    SERVICE_STATUS status;

    ZeroMemory(&status, sizeof status);
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0;
    SetServiceStatus(manager, &status);
}

static void wait_at_gate(void)
{
    while (gate != NULL && GetFileAttributesW(gate) != INVALID_FILE_ATTRIBUTES) Sleep(10);
}

static DWORD WINAPI control(DWORD code, DWORD type, void *data, void *context)
{
    if (code == SERVICE_CONTROL_STOP) {
        report(SERVICE_STOP_PENDING);
        SetEvent(stopping);
    }
    return NO_ERROR;
}

static void WINAPI serve(DWORD count, wchar_t **arguments)
{
    manager = RegisterServiceCtrlHandlerExW(L"Alloy", control, NULL);
    stopping = CreateEventW(NULL, TRUE, FALSE, NULL);
    report(SERVICE_START_PENDING);
    wait_at_gate();
    report(SERVICE_RUNNING);
    WaitForSingleObject(stopping, INFINITE);
    wait_at_gate();
    report(SERVICE_STOPPED);
}

int wmain(int count, wchar_t **arguments)
{
    static const SERVICE_TABLE_ENTRYW table[] = {{L"Alloy", serve}, {NULL, NULL}};

    if (count > 2 && wcscmp(arguments[1], L"--gate") == 0) gate = arguments[2];
    return StartServiceCtrlDispatcherW(table) ? 0 : (int)GetLastError();
}
