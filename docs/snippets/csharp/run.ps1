# Compiles and runs C# by the compiler that PowerShell has, where there is no SDK of .NET:
# run.ps1 <folder of sources> <folder of packages> <argument>. Warnings end it, too.
param([string]$Sources, [string]$Packages, [string]$Argument)
$ErrorActionPreference = 'Stop'
Add-Type -Path "$PSHOME/Microsoft.CodeAnalysis.dll", "$PSHOME/Microsoft.CodeAnalysis.CSharp.dll"

# What the SDK adds to each project that has ImplicitUsings
$implicit = 'System', 'System.Collections.Generic', 'System.IO', 'System.Linq', 'System.Net.Http',
  'System.Threading', 'System.Threading.Tasks'
$files = @{ 'Implicit.cs' = ($implicit | ForEach-Object { "global using $_;" }) -join "`n" }
Get-ChildItem $Sources -Filter '*.cs' | ForEach-Object { $files[$_.Name] = Get-Content -Raw $_ }
$parsing = [Microsoft.CodeAnalysis.CSharp.CSharpParseOptions]::Default.WithLanguageVersion('CSharp12')
$trees = [Microsoft.CodeAnalysis.SyntaxTree[]]@($files.GetEnumerator() | ForEach-Object {
    [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($_.Value, $parsing, $_.Key)
  })

$runtime = [IO.Path]::GetDirectoryName([object].Assembly.Location)
$system = Get-ChildItem $runtime -Filter '*.dll' | Where-Object Name -Match '^(System\.|Microsoft\.Win32|netstandard)' |
  Where-Object Name -NotMatch 'Native'
$packageFiles = Get-ChildItem $Packages -Filter '*.dll'
$references = [Microsoft.CodeAnalysis.MetadataReference[]]@(@($system) + @($packageFiles) | ForEach-Object {
    [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile($_.FullName)
  })
$options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('ConsoleApplication').
  WithNullableContextOptions('Enable').WithWarningLevel(9999)
$compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create('Program', $trees, $references, $options)
$assembly = [IO.MemoryStream]::new()
$result = $compilation.Emit($assembly)
$found = $result.Diagnostics | Where-Object Severity -GE 'Warning'
$found | ForEach-Object { $_.ToString() }
if ($found) { exit 1 }

$packageFiles | ForEach-Object { [void][Reflection.Assembly]::LoadFrom($_.FullName) }
$main = [Reflection.Assembly]::Load($assembly.ToArray()).EntryPoint
[void]$main.Invoke($null, @(, [string[]]@($Argument)))
