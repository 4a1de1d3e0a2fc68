/*
 * arguments.exe ARGUMENTS...: writes every argument on a line of its own, in brackets, as UTF-8, to C:\arguments.txt and
 * to standard output, and ends with their number.
 */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments)
{
    FILE *file = fopen("C:\\arguments.txt", "wb");
    char text[8192];
    int index;

    for (index = 1; index < count; index++) {
        WideCharToMultiByte(CP_UTF8, 0, arguments[index], -1, text, sizeof text, NULL, NULL);
        printf("[%s]\n", text);
        if (file != NULL) fprintf(file, "[%s]\n", text);
    }
    if (file != NULL) fclose(file);
    return count - 1;
}
