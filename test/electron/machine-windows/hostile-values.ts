/** What people and attackers put where a value is asked for. */
export const hostileValues = [
  '$(New-Item -Path PWNED)',
  '"; New-Item -Path PWNED; "',
  "'; New-Item -Path PWNED; '",
  "a\" '; Write-Output ESCAPED; '",
  '‘’‚‛“”„',
  '`n `e ``',
  'line\nbreak\r\nand more\u2028\u2029',
  'nul \u0000 inside',
  '%PATH% ${env:PATH} @{a=1} | & ;',
  '..\\..\\..\\Windows\\System32',
  '@@eyJ0IjoiY2FsbCJ9',
  '日本語 ä 😀 \u202eabc',
  '-Verbose',
  '',
];

/** A megabyte of them; not among the others, which stand in titles of tests. */
export const largeHostileValue = hostileValues
  .join('|')
  .repeat(1 + Math.floor(1_048_576 / hostileValues.join('|').length));
