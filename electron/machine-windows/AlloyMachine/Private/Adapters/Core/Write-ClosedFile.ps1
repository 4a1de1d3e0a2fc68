# As Write-NewFile, for administrators and the system only from its first moment on.
function Write-ClosedFile {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    $security = New-Object -TypeName System.Security.AccessControl.FileSecurity
    $security.SetSecurityDescriptorSddlForm('D:P(A;;FA;;;SY)(A;;FA;;;BA)')
    $file = New-Object -TypeName System.IO.FileInfo -ArgumentList $Path
    $stream = [System.IO.FileSystemAclExtensions]::Create(
        $file, [System.IO.FileMode]::CreateNew, [System.Security.AccessControl.FileSystemRights]::Write, [System.IO.FileShare]::Delete,
        4096, [System.IO.FileOptions]::WriteThrough, $security
    )
    $stream.Write($Bytes, 0, $Bytes.Length)
    $stream.Flush($true)
    $stream.Dispose()
}
