/*
 * The program of the service Alloy under Wine: does nothing until it is told to stop. Started as
 *   service.exe          by the service manager
 *   service.exe --slow   the same, but takes half a second to start and as long to stop
 */
#include <windows.h>

static SERVICE_STATUS_HANDLE manager;
static HANDLE stopping;
static DWORD delay_ms;

static void report(DWORD state)
{
    SERVICE_STATUS status;

    ZeroMemory(&status, sizeof status);
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0;
    status.dwWaitHint = delay_ms * 2;
    SetServiceStatus(manager, &status);
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
    Sleep(delay_ms);
    report(SERVICE_RUNNING);
    WaitForSingleObject(stopping, INFINITE);
    Sleep(delay_ms);
    report(SERVICE_STOPPED);
}

int wmain(int count, wchar_t **arguments)
{
    static const SERVICE_TABLE_ENTRYW table[] = {{L"Alloy", serve}, {NULL, NULL}};

    if (count > 1 && wcscmp(arguments[1], L"--slow") == 0) delay_ms = 500;
    return StartServiceCtrlDispatcherW(table) ? 0 : (int)GetLastError();
}
