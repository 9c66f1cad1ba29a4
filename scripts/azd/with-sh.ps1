# azd runs it on Windows: the hook of that name, with the shell that Git for Windows brings, which is
# on no PATH by itself. Works in Windows PowerShell 5.1 too.
param([Parameter(Mandatory)][string]$Hook)
$ErrorActionPreference = 'Stop'

function Stop-Hook([string]$Message) {
  [Console]::Error.WriteLine($Message)
  exit 1
}

function Find-Shell {
  $git = Get-Command git -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($git) {
    # <Git>/mingw64/libexec/git-core; bin/sh.exe sets the PATH to Git's curl, sed and awk
    $root = [IO.Path]::GetFullPath((Join-Path (& $git.Source --exec-path) '../../..'))
    foreach ($name in 'bin/sh.exe', 'usr/bin/sh.exe', 'bin/sh') {
      $shell = Join-Path $root $name
      if (Test-Path $shell) { return $shell }
    }
  }
  $shell = Get-Command sh -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($shell) { return $shell.Source }
  Stop-Hook 'The hooks need the shell that comes with Git for Windows: winget install Git.Git, then a new terminal.'
}

$script = (Join-Path $PSScriptRoot "$Hook.sh").Replace('\', '/')
if (-not (Test-Path $script)) { Stop-Hook "There is no hook $Hook." }
& (Find-Shell) $script
exit $LASTEXITCODE
