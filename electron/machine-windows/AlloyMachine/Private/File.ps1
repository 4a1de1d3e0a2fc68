# SHA-256 in lower-case hex.
function Get-Sha256 {
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    $algorithm = [System.Security.Cryptography.SHA256]::Create()
    try { return [System.BitConverter]::ToString($algorithm.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant() }
    finally { $algorithm.Dispose() }
}

function ConvertTo-Utc {
    param([Parameter(Mandatory = $true)] [datetime] $Time)
    return $Time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [System.Globalization.CultureInfo]::InvariantCulture)
}

# What is at a path now; the bytes only where they are asked for.
function Get-PathContent {
    param([Parameter(Mandatory = $true)] [string] $Path, [bool] $IncludeBytes)
    $content = [ordered]@{ state = 'absent'; bytes = $null; sha256 = $null; sizeBytes = $null; modifiedAt = $null }
    if (Test-FolderPath -Path $Path) { $content.state = 'directory'; return [pscustomobject]$content }
    if (-not (Test-FilePath -Path $Path)) { return [pscustomobject]$content }
    $info = Read-FileInfo -Path $Path
    if ($info.Length -gt 4194304) { throw (New-Failure -Code 'unsupported' -Detail 'too large') }
    $bytes = Read-FileByte -Path $Path
    $content.state = 'file'
    $content.sha256 = Get-Sha256 -Bytes $bytes
    $content.sizeBytes = $bytes.Length
    $content.modifiedAt = ConvertTo-Utc -Time $info.LastWriteTimeUtc
    if ($IncludeBytes) { $content.bytes = [System.Convert]::ToBase64String($bytes) }
    return [pscustomobject]$content
}

# Refuses when what is there is not what the caller knows.
function Assert-Content {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Expected)
    $content = Get-PathContent -Path $Path -IncludeBytes $false
    if ($content.state -eq 'directory') { throw (New-Failure -Code 'unsupported' -Detail 'directory') }
    $now = 'absent'
    if ($content.state -eq 'file') { $now = $content.sha256 }
    if ($now -ne $Expected) { throw (New-Failure -Code 'conflict') }
}

# Whole or not at all: written beside, flushed, swapped in. Nothing is left beside it whatever happens.
function Write-Whole {
    param(
        [Parameter(Mandatory = $true)] [string] $Path,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes,
        [string] $Expected = ''
    )
    $beside = $Path.Substring(0, $Path.LastIndexOf('\') + 1) + '.alloydesk-' + [guid]::NewGuid().ToString('N') + '.tmp'
    try {
        Write-NewFile -Path $beside -Bytes $Bytes
        if ($Expected -ne '') { Assert-Content -Path $Path -Expected $Expected }
        for ($attempt = 1; $true; $attempt++) {
            try {
                if (Test-FilePath -Path $Path) { Switch-File -Source $beside -Destination $Path }
                else { Move-File -Source $beside -Destination $Path }
                break
            }
            catch {
                # Another program has the file open for a moment.
                if ($attempt -ge 5 -or (ConvertTo-Failure -Record $_).FullyQualifiedErrorId -ne 'busy') { throw }
                Start-Sleep -Milliseconds 400
            }
        }
    }
    finally { if (Test-FilePath -Path $beside) { Remove-FileAt -Path $beside } }
}

# The path of a protected file or folder, made and checked on the way: nobody else may own or enter it.
function Get-ProtectedPath {
    param([Parameter(Mandatory = $true)] [string] $Folder, [string] $Name = '', [bool] $Create = $false)
    $path = (Read-ProgramDataPath).TrimEnd('\')
    foreach ($part in @('AlloyDesk', $Folder)) {
        $path = $path + '\' + $part
        if (-not (Test-FolderPath -Path $path)) {
            if (-not $Create) { return $null }
            New-ProtectedFolder -Path $path
        }
        Assert-ProtectedFolder -Path $path
    }
    if ($Name -ne '') { $path = $path + '\' + $Name }
    return $path
}

function Assert-ProtectedFolder {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $trusted = @('S-1-5-18', 'S-1-5-32-544')
    $facts = Read-FolderOwner -Path $Path
    $strangers = @($facts.Grants | Where-Object -FilterScript { $trusted -notcontains $_ })
    if ($facts.IsLink -or $trusted -notcontains $facts.Owner -or $strangers.Count -gt 0) { throw (New-Failure -Code 'conflict' -Detail 'folder') }
}
