#compdef claviger
# Completion of claviger that asks the program. What it answers is offered; it says nothing else.
_claviger() {
    local -a found line
    line=("${(@)words[1,CURRENT-1]}" "$PREFIX")
    found=("${(@f)$(command claviger completions zsh --candidates $((CURRENT - 1)) -- "${line[@]}" 2>/dev/null)}")
    if [[ -n ${found[1]} ]]; then compadd -a found; else _files; fi
}
if [[ ${funcstack[1]} == _claviger ]]; then _claviger "$@"; else compdef _claviger claviger; fi
