# Where programs keep what belongs to the whole machine.
function Read-ProgramDataPath { [System.Environment]::GetFolderPath('CommonApplicationData') }
