# Completion of claviger that asks the program. What it answers is offered; it says nothing else.
function __claviger_candidates
    set -l words (commandline -opc)
    command claviger completions fish --candidates (count $words) -- $words (commandline -ct) 2>/dev/null
end
complete -c claviger -a '(__claviger_candidates)'
