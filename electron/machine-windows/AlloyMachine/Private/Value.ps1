# Half a surrogate pair: no file name, no UTF-8 and no JSON carries it unchanged.
$script:halfCharacter = '[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]'

# SHA-256 in lower-case hex. The provider, because the managed class refuses to work where FIPS is demanded.
function Get-Sha256 {
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    $algorithm = New-Object -TypeName System.Security.Cryptography.SHA256CryptoServiceProvider
    return [System.BitConverter]::ToString($algorithm.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant()
}

function ConvertTo-Utc {
    param([Parameter(Mandatory = $true)] [datetime] $Time)
    return $Time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [System.Globalization.CultureInfo]::InvariantCulture)
}

# Refuses everything that is not plain base64; .NET alone would skip blanks and line ends.
function ConvertFrom-Base64 {
    param([Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Text)
    if ($Text.Length % 4 -ne 0 -or $Text -notmatch '\A[A-Za-z0-9+/]*={0,2}\z') { throw (New-Failure -Code 'invalid-request' -Detail 'not base64') }
    , [System.Convert]::FromBase64String($Text)
}

# Refuses what a list in the registry cannot carry unchanged: an empty item ends the list, a NUL ends the item.
function Assert-ListItem {
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Item)
    foreach ($text in $Item) {
        if ($text -eq '' -or $text.IndexOf([char]0) -ge 0 -or $text -cmatch $script:halfCharacter) {
            throw (New-Failure -Code 'invalid-request' -Detail 'an item is empty, holds a NUL or half a character')
        }
    }
}

# Refuses every path that is not plainly one file on a drive or a share: devices, streams, wildcards, ways upwards, and
# names that Windows would cut, so that another file were meant.
function Assert-FilePath {
    param([Parameter(Mandatory = $true)] [string] $Path)
    if ($Path -cmatch $script:halfCharacter -or $Path -notmatch '\A(?:[A-Za-z]:[\\/]|\\\\[^\\/?.]+\\[^\\/]+\\)[^\\/]') {
        throw (New-Failure -Code 'invalid-request' -Detail 'not the absolute path of a file')
    }
    foreach ($segment in ($Path -replace '\A(?:[A-Za-z]:[\\/]|\\\\)', '').Split([char[]]@('\', '/'))) {
        if ($segment -eq '' -or $segment -match '[\x00-\x1f<>:"|?*]|[. ]\z' -or (Test-DeviceName -Name $segment)) {
            throw (New-Failure -Code 'invalid-request' -Detail 'a part of the path names no plain file or folder')
        }
    }
}

# Whether Windows takes a name for a device, whatever its extension; a raised 1, 2 or 3 numbers a port too. Source:
# "Naming Files, Paths, and Namespaces", learn.microsoft.com.
function Test-DeviceName {
    param([Parameter(Mandatory = $true)] [string] $Name)
    return $Name -match '\A(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9\u00B9\u00B2\u00B3]|CONIN\$|CONOUT\$) *(?:\.|\z)'
}
