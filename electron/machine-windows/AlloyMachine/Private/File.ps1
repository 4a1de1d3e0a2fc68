# 'absent', 'file', 'directory', or 'link' for what leads elsewhere. Only "not found" counts as absent: what may not be
# looked at is there.
function Get-PathKind {
    param([Parameter(Mandatory = $true)] [string] $Path)
    try { $attributes = Read-FileAttribute -Path $Path }
    catch {
        if ((Get-FailureCode -Record $_) -eq 'not-found') { return 'absent' }
        throw
    }
    # FILE_ATTRIBUTE_REPARSE_POINT, FILE_ATTRIBUTE_DIRECTORY
    if (($attributes -band 0x400) -ne 0) { return 'link' }
    if (($attributes -band 0x10) -ne 0) { return 'directory' }
    return 'file'
}

# What is at a path now; the bytes only where they are asked for.
function Get-PathContent {
    param([Parameter(Mandatory = $true)] [string] $Path, [bool] $IncludeBytes)
    $content = [ordered]@{ state = Get-PathKind -Path $Path; bytes = $null; sha256 = $null; sizeBytes = $null; modifiedAt = $null }
    if ($content.state -eq 'link') { throw (New-Failure -Code 'conflict' -Detail 'the file is a link') }
    if ($content.state -ne 'file') { return [pscustomobject]$content }
    $info = Read-FileInfo -Path $Path
    Assert-FileSize -Length $info.Length
    $bytes = Invoke-WithPatience -Action { Read-FileByte -Path $Path }
    Assert-FileSize -Length $bytes.Length
    $content.sha256 = Get-Sha256 -Bytes $bytes
    $content.sizeBytes = $bytes.Length
    $content.modifiedAt = ConvertTo-Utc -Time $info.LastWriteTimeUtc
    if ($IncludeBytes) { $content.bytes = [System.Convert]::ToBase64String($bytes) }
    return [pscustomobject]$content
}

# No frame could carry more, and no real configuration is as large.
function Assert-FileSize {
    param([Parameter(Mandatory = $true)] [long] $Length)
    if ($Length -gt 4194304) { throw (New-Failure -Code 'unsupported' -Detail 'too large') }
}

# Refuses when what is there is not what the caller knows.
function Assert-Content {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Expected)
    $content = Get-PathContent -Path $Path -IncludeBytes $false
    if ($content.state -eq 'directory') { throw (New-Failure -Code 'unsupported' -Detail 'directory') }
    $now = 'absent'
    if ($content.state -eq 'file') { $now = $content.sha256 }
    if ($now -cne $Expected) { throw (New-Failure -Code 'conflict') }
}

# Five attempts over two seconds while another program has a file open: editors and virus scanners let go soon.
function Invoke-WithPatience {
    param([Parameter(Mandatory = $true)] [scriptblock] $Action)
    for ($attempt = 1; $true; $attempt++) {
        try { return , (& $Action) }
        catch { if ($attempt -ge 5 -or (Get-FailureCode -Record $_) -ne 'busy') { throw } }
        Wait-Moment -Milliseconds 500
    }
}

# Whole or not at all: written beside, flushed, swapped in. Nothing is left beside it whatever happens. What takes the
# place of a file gets the rules of that file with it, and until then is for nobody else.
function Write-Whole {
    param(
        [Parameter(Mandatory = $true)] [string] $Path,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes,
        [string] $Expected = ''
    )
    $beside = ($Path -replace '[^\\/]+\z', '.alloydesk-') + [guid]::NewGuid().ToString('N')
    $new = $beside + '.tmp'
    $old = $beside + '.old'
    $isSwapped = $false
    $isNew = (Get-PathKind -Path $Path) -eq 'absent'
    try {
        if ($isNew) { Write-NewFile -Path $new -Bytes $Bytes } else { Write-ClosedFile -Path $new -Bytes $Bytes }
        # The last look before the swap: writing may have taken a while.
        if ($Expected -ne '') { Assert-Content -Path $Path -Expected $Expected }
        if ($isNew) { $null = Invoke-WithPatience -Action { Move-File -Source $new -Destination $Path } }
        else { $null = Invoke-WithPatience -Action { Switch-File -Source $new -Destination $Path -Backup $old } }
        $isSwapped = $true
        if ($Expected -ne '') { Assert-Replaced -Path $Path -Backup $old -Spare $new -Expected $Expected }
    }
    finally {
        if (-not $isSwapped) { Restore-Swapped -Path $Path -Backup $old }
        Remove-Leftover -Path $new
        Remove-Leftover -Path $old
    }
}

# Somebody may have saved between the last look and the swap: then their text is put back and stays.
function Assert-Replaced {
    param([Parameter(Mandatory = $true)] [string] $Path, [string] $Backup, [string] $Spare, [string] $Expected)
    if ((Get-PathKind -Path $Backup) -ne 'file' -or (Get-Sha256 -Bytes (Read-FileByte -Path $Backup)) -ceq $Expected) { return }
    $null = Invoke-WithPatience -Action { Switch-File -Source $Backup -Destination $Path -Backup $Spare }
    throw (New-Failure -Code 'conflict')
}

# A swap that failed half way may have taken the old file away and put nothing in its place (error 1177).
function Restore-Swapped {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Backup)
    if ((Get-PathKind -Path $Backup) -eq 'file' -and (Get-PathKind -Path $Path) -eq 'absent') { Move-File -Source $Backup -Destination $Path }
}

# That a file of ours cannot be removed must not hide what happened before.
function Remove-Leftover {
    param([Parameter(Mandatory = $true)] [string] $Path)
    try { if ((Get-PathKind -Path $Path) -eq 'file') { $null = Invoke-WithPatience -Action { Remove-FileAt -Path $Path } } }
    catch { Write-Warning -Message ('left beside: {0}' -f (ConvertTo-Failure -Record $_).Exception.Message) }
}

# What an earlier write had to leave beside the file, because it could not be removed or the computer went down. Where
# the file itself is gone, what lies beside may be the last copy of it and stays.
function Remove-FormerLeftover {
    param([Parameter(Mandatory = $true)] [string] $Path)
    if ((Get-PathKind -Path $Path) -ne 'file') { return }
    $folder = $Path -replace '[^\\/]+\z', ''
    foreach ($entry in @(Read-FolderEntry -Path $folder)) {
        if ($entry.Name -cmatch '\A\.alloydesk-[0-9a-f]{32}\.(tmp|old)\z') { Remove-Leftover -Path ($folder + $entry.Name) }
    }
}

# What is read back must be what was written.
function Assert-Written {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Hash)
    if ((Get-PathContent -Path $Path -IncludeBytes $false).sha256 -ne $Hash) { throw (New-Failure -Code 'verification-failed') }
}
