# Completion of claviger that asks the program. What it answers is offered; it says nothing else.
_claviger() {
    local line=${COMP_LINE:0:COMP_POINT} words=() blank word i
    # Bash takes `@`, `:` and `=` for ends of words; here only blanks are.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        blank=${line%%[![:space:]]*}
        line=${line#"$blank"}
        word=${COMP_WORDS[i]}
        if ((i == COMP_CWORD)); then word=$line; fi
        if [[ -n $blank || $i -eq 0 ]]; then words+=("$word"); else words[${#words[@]} - 1]+=$word; fi
        line=${line#"$word"}
    done
    local last=$((${#words[@]} - 1))
    local done_part=${words[last]%"${2#[@:=]}"}
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("${word#"$done_part"}")
    done < <(command claviger completions bash --candidates "$last" -- "${words[@]}" 2>/dev/null)
}
complete -o default -o bashdefault -F _claviger claviger
