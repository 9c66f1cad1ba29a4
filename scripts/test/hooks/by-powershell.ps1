# Runs hooks for scripts/test/hooks-test.sh by PowerShell, one after the other, since a start of
# PowerShell for each would take minutes: for each name in the pipe, with the variables of the file and
# from azd's own script, it answers with what that says, and in a line of its own with how it ended.
param([string]$Names, [string]$Variables, [string]$Script)
$set = @()
foreach ($name in [IO.File]::ReadLines($Names)) {
  $set | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
  $set = foreach ($line in [IO.File]::ReadAllText($Variables).Split([char]0, [StringSplitOptions]::RemoveEmptyEntries)) {
    $variable, $value = $line.Split([char[]]'=', 2)
    [Environment]::SetEnvironmentVariable($variable, $value)
    $variable
  }
  & $Script
  [Console]::Out.WriteLine("`n-- $name ended with $LASTEXITCODE")
}
