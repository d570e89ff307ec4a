# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_claviger_global_optspecs
    string join \n o/output= q/quiet v/verbose color= y/yes n/dry-run detailed-exitcode config= profile= database-url= insecure-tls reason= timeout= no-input h/help V/version
end

function __fish_claviger_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_claviger_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_claviger_using_subcommand
    set -l cmd (__fish_claviger_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c claviger -n "__fish_claviger_needs_command" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_needs_command" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_needs_command" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_needs_command" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_needs_command" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_needs_command" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_needs_command" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_needs_command" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_needs_command" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_needs_command" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_needs_command" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_needs_command" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_needs_command" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_needs_command" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_needs_command" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_needs_command" -s V -l version -d 'Print version'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "init" -d 'Make a working installation: configuration, database, sealed secrets file, first encryption key'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "status" -d 'Show the whole installation at a glance'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "tour" -d 'Show what claviger does: real commands, executed one by one in a scratch directory'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "secret" -d 'Generate, keep and look up secrets'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "user" -d 'Create, inspect, disable and delete users, and set or check their passwords'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "apikey" -d 'Create, verify, rotate and revoke API keys'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "keyring" -d 'Encryption keys: their life, and the values under them'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "event" -d 'Read the record of changes, verify that nobody tampered with it, and anchor it elsewhere'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "db" -d 'Bring claviger\'s own tables in the database up to date'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "config" -d 'Show the settings in force, and where they come from'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "vault" -d 'Look at the vault itself: in what state it is, and how claviger is let in'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "completions" -d 'Print a script that teaches a shell to complete the command line'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "man" -d 'Print the manual page of the program or of one command, or write all of them'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "version" -d 'Show the version'
complete -c claviger -n "__fish_claviger_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand init" -l vault-addr -d 'Keep secrets in an OpenBao or Vault server; VAULT_TOKEN or [vault_auth] lets claviger in' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand init" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand init" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand init" -l passphrase -d 'Protect the secrets file with a passphrase instead of a key file'
complete -c claviger -n "__fish_claviger_using_subcommand init" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand init" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand init" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand init" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand init" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand init" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand init" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand init" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand status" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand status" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand status" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand status" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand status" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand status" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand status" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand status" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand status" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand status" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand status" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand status" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand status" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand status" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand tour" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand tour" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "generate" -d 'Generate a secret and print it; nothing needs to be installed for it'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "env" -d 'Provision the .env file of an application: generate what is missing, keep what is there'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "set" -d 'Keep a secret in the vault'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "get" -d 'Print a secret of the vault; on a terminal only with --reveal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "list" -d 'List the secrets in the vault by path, with the names of their fields; never a value'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "history" -d 'List the versions of a secret, newest first; never a value'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "rollback" -d 'Make an earlier version of a secret the current one again, also after it was deleted'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "delete" -d 'Delete a secret, or one field of it; its versions can be brought back unless --destroy is given'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and not __fish_seen_subcommand_from generate env set get list history rollback delete help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l bytes -d 'Random bytes in it: hex, base64, urlsafe, jwt, totp' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l length -d 'Characters of a password, words of a passphrase, digits of a pin' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l count -d 'How many' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l add -d 'One more variable and its kind; may be given several times' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l rotate -d 'Replace the value of a variable; that of an encryption key stays as NAME_PREVIOUS' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l owner -d 'Whom the file shall belong to, by name or by number; needs the right to give files away' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from env" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l generate -d 'Make up the value, which is not printed: one of the kinds of `secret generate`' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l bytes -d 'Random bytes in it: hex, base64, urlsafe, jwt, totp' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l length -d 'Characters of a password, words of a passphrase, digits of a pin' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l version -d 'An earlier version, of those that `secret history` shows' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l fallback -d 'Where the secret is missing, take the variable named like the field in upper case, or NAME; this is warned of and recorded' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l reveal -d 'Show the value on a terminal, too'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l version -d 'Which version, of those that `secret history` shows' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from rollback" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l destroy -d 'Remove all versions with their history, for good'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "generate" -d 'Generate a secret and print it; nothing needs to be installed for it'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "env" -d 'Provision the .env file of an application: generate what is missing, keep what is there'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "set" -d 'Keep a secret in the vault'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print a secret of the vault; on a terminal only with --reveal'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the secrets in the vault by path, with the names of their fields; never a value'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "history" -d 'List the versions of a secret, newest first; never a value'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "rollback" -d 'Make an earlier version of a secret the current one again, also after it was deleted'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a secret, or one field of it; its versions can be brought back unless --destroy is given'
complete -c claviger -n "__fish_claviger_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "create" -d 'Create a user'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "list" -d 'List users'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "show" -d 'Show one user'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "set-password" -d 'Set a user\'s password'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "check-password" -d 'Check a user\'s password: exit 0 when it is right, 10 when it is wrong'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "disable" -d 'Keep a user out: no login, and no API key of his is valid'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "enable" -d 'Let a user in again'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "unlock" -d 'End the lock that failed logins put on a user before its time'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "delete" -d 'Delete a user and his API keys for good'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "import" -d 'Import users from CSV or JSON lines: all of them or none'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "export" -d 'Export users as CSV or JSON lines, as `user import` reads them'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "break-glass" -d 'Make an administrator for an emergency, who ends by himself'
complete -c claviger -n "__fish_claviger_using_subcommand user; and not __fish_seen_subcommand_from create list show set-password check-password disable enable unlock delete import export break-glass help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l name -d 'Full name' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l role -d 'Role' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l generate-password -d 'Make up a password and print it once'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l no-password -d 'Store a hash that no password matches (single sign-on, password set later)'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l if-missing -d 'Do nothing when the address is taken already'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l role -d 'Only users with this role' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l active -d 'Only users who may log in'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l disabled -d 'Only users who are kept out'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l generate-password -d 'Make up a password and print it once'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from set-password" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l upgrade -d 'When the password is right and its hash is old, hash it anew with the configured scheme'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from check-password" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l until -d 'When it ends: a duration, a time, or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l due -d 'End all emergencies whose time is over: `user break-glass`'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from disable" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l due -d 'Let in everybody whose `disable --until` is over'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from enable" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l format -d 'How the file is written: csv or jsonl; without this what its name ends in, or what it begins with' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l if-missing -d 'Pass over what exists already; of several lines for the same, the first counts'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l format -d 'How to write: csv or jsonl; without this what the name of --out ends in, or as -o says, or csv' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l out -d 'Write to a new file (mode 0600) instead of standard output' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l force -d 'Overwrite the file when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l with-hashes -d 'Password hashes, too'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l ttl -d 'How long it lasts, at most 7d' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l end -d 'End it now'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from break-glass" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "create" -d 'Create a user'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "list" -d 'List users'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one user'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "set-password" -d 'Set a user\'s password'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "check-password" -d 'Check a user\'s password: exit 0 when it is right, 10 when it is wrong'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "disable" -d 'Keep a user out: no login, and no API key of his is valid'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "enable" -d 'Let a user in again'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "unlock" -d 'End the lock that failed logins put on a user before its time'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a user and his API keys for good'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "import" -d 'Import users from CSV or JSON lines: all of them or none'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "export" -d 'Export users as CSV or JSON lines, as `user import` reads them'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "break-glass" -d 'Make an administrator for an emergency, who ends by himself'
complete -c claviger -n "__fish_claviger_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "create" -d 'Create an API key and print it once'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "list" -d 'List API keys, oldest first, in all states'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "show" -d 'Show one API key; never the key itself, which nobody has but its holder'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "verify" -d 'Verify an API key as the application would: exit 0 valid, 10 known but not valid, 3 unknown, 2 damaged'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "rotate" -d 'Replace an API key: a successor is made, and the old key ends after the overlap'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "revoke" -d 'Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "prune" -d 'Delete keys that ended long ago, and those that were never handed over'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "import" -d 'Import the hashes of API keys from CSV or JSON lines: all of them or none'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and not __fish_seen_subcommand_from create list show verify rotate revoke prune import help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l user -d 'Whose key it is: e-mail address or id' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l name -d 'What it is for: a label, not unique' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l scope -d 'What it may do; may be given several times' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l expires -d 'When it ends: a duration, a time, or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l format -d 'clv: with a public prefix and a checksum; urlsafe: as Python\'s secrets.token_urlsafe(32)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l user -d 'Only the keys of this user' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l expiring-in -d 'Only valid keys that end within this time' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l unused-for -d 'Only valid keys that were not used for this long (or never, and made before then)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l expired -d 'Only keys whose time is over'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l revoked -d 'Only keys that were revoked'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l overlap -d 'How long the old key stays valid beside the new one' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l expires -d 'When the new key ends: a duration, a time, or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l user -d 'All keys of this user' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l all -d 'All keys of everybody'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l stdin -d 'The key itself, from standard input'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l older-than -d 'Only keys that were revoked or ran out at least this long ago' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l format -d 'How the file is written: csv or jsonl; without this what its name ends in, or what it begins with' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l if-missing -d 'Pass over what exists already; of several lines for the same, the first counts'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "create" -d 'Create an API key and print it once'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "list" -d 'List API keys, oldest first, in all states'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one API key; never the key itself, which nobody has but its holder'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Verify an API key as the application would: exit 0 valid, 10 known but not valid, 3 unknown, 2 damaged'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Replace an API key: a successor is made, and the old key ends after the overlap'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "revoke" -d 'Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "prune" -d 'Delete keys that ended long ago, and those that were never handed over'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "import" -d 'Import the hashes of API keys from CSV or JSON lines: all of them or none'
complete -c claviger -n "__fish_claviger_using_subcommand apikey; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "list" -d 'List the encryption keys by fingerprint'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "add" -d 'Stage a new key, so that the applications can take it up before it encrypts'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "import" -d 'Bring in the keys that an application has'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "export" -d 'Hand the keys to an application: the primary one first, then the staged one and the secondary ones'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "promote" -d 'Make a key primary: from then on it encrypts what is new, and the one before it only decrypts'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "retire" -d 'Take a key out of use that no value needs any more'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "destroy" -d 'Destroy a key for good, with every older version of the keyring that holds it'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "discover" -d 'Look through the database for encrypted columns, and compare them with the declared ones'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "status" -d 'Show for every encrypted column how many values are under which key'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "rotate" -d 'Rotate the encryption key, and bring every declared value under the new one'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "reencrypt" -d 'Bring every value of the declared columns under the primary key'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "verify" -d 'Verify that every value of the declared columns can be decrypted with the primary key alone'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "rollback" -d 'Undo the last rotation: make the key before it primary again, and bring every value back under it'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "encrypt" -d 'Encrypt each line of standard input with the primary key'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "decrypt" -d 'Decrypt each line of standard input with whichever key made it'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "timeline" -d 'Show when the values of the encrypted columns were encrypted, by month'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and not __fish_seen_subcommand_from list add import export promote retire destroy discover status rotate reencrypt verify rollback encrypt decrypt timeline help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l file -d 'Read the secret from a file (one trailing newline is dropped)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l from -d 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l dir -d 'Read the keys from a directory with a file for each, named by numbers' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l format -d 'What form they have; `directory` with --dir, otherwise `key`' -r -f -a "key\t'One key, which is all there is'
list\t'Keys with a comma between them (or a semicolon), the primary one first'
directory\t'Files named by numbers: the highest is the primary one, 0 the staged one'
env\t'NAME=value of an environment file; the value is a list'
json\t'A JSON array of objects, each a key with its state'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l name -d 'The variable, with --format env; found by itself where there is one of the usual names' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l stdin -d 'Read the secret from standard input (one trailing newline is dropped)'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l format -d 'What form they get' -r -f -a "key\t'One key, which is all there is'
list\t'Keys with a comma between them (or a semicolon), the primary one first'
directory\t'Files named by numbers: the highest is the primary one, 0 the staged one'
env\t'NAME=value of an environment file; the value is a list'
json\t'A JSON array of objects, each a key with its state'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l name -d 'The variable, with --format env; FERNET_KEYS where none is named' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l out -d 'Write the secret to a new file (mode 0600) instead of printing it' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l to -d 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l reveal -d 'Show the keys on a terminal, too'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l force -d 'Overwrite the file or the field when it exists'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from promote" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from retire" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from destroy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l table -d 'Only this table; may be given several times' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from discover" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l table -d 'Only this table; may be given several times' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l if-older-than -d 'Do nothing while the primary key is younger than this' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l retire-after -d 'Keep the old keys this long after every value was found under the new one; a later run retires them' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l settle -d 'Wait this long for applications that send no heartbeat, before and after the change of the primary key' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l compromised -d 'Somebody else holds this key: bring everything from under it, without any wait, and retire it' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l batch -d 'Rows of one transaction' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l jobs -d 'Connections that write side by side (PostgreSQL)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l max-rate -d 'Rows a second, at most' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l deadline -d 'Stop at this time, or after this long; the next run goes on from there' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l max-rows -d 'Stop after so many rows were rewritten; the next run goes on from there' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l order -d 'Which rows make a batch: neighbours, or every eighth row, which is quicker in PostgreSQL' -r -f -a "auto\t'Every eighth row in PostgreSQL, neighbours in SQLite'
key\t'Neighbours'
stripes\t'Every eighth row'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l max-failures -d 'Values that may be left because nothing can be done with them' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l on-trigger -d 'What to do where triggers of the application run for rewritten rows' -r -f -a "warn\t'Say so, and let them run'
refuse\t'Refuse to begin'
disable\t'Keep them from running for these rows (PostgreSQL; needs the right to set `session_replication_role`)'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l report -d 'Where values that can not be handled are listed by primary key (CSV)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l plaintext -d 'What to do with values that are no token, in the place of what the configuration says' -r -f -a "skip\t'Leave them'
encrypt\t'Encrypt them'
fail\t'Leave them, and count each as a failure'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l table -d 'Only this table; may be given several times' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l batch -d 'Rows of one transaction' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l jobs -d 'Connections that write side by side (PostgreSQL)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l max-rate -d 'Rows a second, at most' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l deadline -d 'Stop at this time, or after this long; the next run goes on from there' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l max-rows -d 'Stop after so many rows were rewritten; the next run goes on from there' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l order -d 'Which rows make a batch: neighbours, or every eighth row, which is quicker in PostgreSQL' -r -f -a "auto\t'Every eighth row in PostgreSQL, neighbours in SQLite'
key\t'Neighbours'
stripes\t'Every eighth row'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l max-failures -d 'Values that may be left because nothing can be done with them' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l on-trigger -d 'What to do where triggers of the application run for rewritten rows' -r -f -a "warn\t'Say so, and let them run'
refuse\t'Refuse to begin'
disable\t'Keep them from running for these rows (PostgreSQL; needs the right to set `session_replication_role`)'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l report -d 'Where values that can not be handled are listed by primary key (CSV)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from reencrypt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l table -d 'Only this table; may be given several times' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l max-failures -d 'Values that may be undecryptable without a failure' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l report -d 'Where values that can not be handled are listed by primary key (CSV)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l settle -d 'Wait this long for applications that send no heartbeat, before and after the change of the primary key' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l batch -d 'Rows of one transaction' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l jobs -d 'Connections that write side by side (PostgreSQL)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l max-rate -d 'Rows a second, at most' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l deadline -d 'Stop at this time, or after this long; the next run goes on from there' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l max-rows -d 'Stop after so many rows were rewritten; the next run goes on from there' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l order -d 'Which rows make a batch: neighbours, or every eighth row, which is quicker in PostgreSQL' -r -f -a "auto\t'Every eighth row in PostgreSQL, neighbours in SQLite'
key\t'Neighbours'
stripes\t'Every eighth row'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l max-failures -d 'Values that may be left because nothing can be done with them' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l on-trigger -d 'What to do where triggers of the application run for rewritten rows' -r -f -a "warn\t'Say so, and let them run'
refuse\t'Refuse to begin'
disable\t'Keep them from running for these rows (PostgreSQL; needs the right to set `session_replication_role`)'"
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l report -d 'Where values that can not be handled are listed by primary key (CSV)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from rollback" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from encrypt" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from decrypt" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l table -d 'Only this table; may be given several times' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from timeline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the encryption keys by fingerprint'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "add" -d 'Stage a new key, so that the applications can take it up before it encrypts'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "import" -d 'Bring in the keys that an application has'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "export" -d 'Hand the keys to an application: the primary one first, then the staged one and the secondary ones'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "promote" -d 'Make a key primary: from then on it encrypts what is new, and the one before it only decrypts'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "retire" -d 'Take a key out of use that no value needs any more'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "destroy" -d 'Destroy a key for good, with every older version of the keyring that holds it'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "discover" -d 'Look through the database for encrypted columns, and compare them with the declared ones'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show for every encrypted column how many values are under which key'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Rotate the encryption key, and bring every declared value under the new one'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "reencrypt" -d 'Bring every value of the declared columns under the primary key'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Verify that every value of the declared columns can be decrypted with the primary key alone'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "rollback" -d 'Undo the last rotation: make the key before it primary again, and bring every value back under it'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "encrypt" -d 'Encrypt each line of standard input with the primary key'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "decrypt" -d 'Decrypt each line of standard input with whichever key made it'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "timeline" -d 'Show when the values of the encrypted columns were encrypted, by month'
complete -c claviger -n "__fish_claviger_using_subcommand keyring; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -f -a "list" -d 'List what was changed, oldest first'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -f -a "verify" -d 'Verify that no event was edited, inserted, deleted or moved'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -f -a "anchor" -d 'Vouch for the record of changes outside of the database'
complete -c claviger -n "__fish_claviger_using_subcommand event; and not __fish_seen_subcommand_from list verify anchor help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l since -d 'Only events since then: a duration (24h) or a time' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l user -d 'Only events about this user, who may be gone' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l type -d 'Only events of this kind, or whose kind begins so: user.created, apikey' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l ip -d 'Only events of sessions from this address' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l limit -d 'At most so many, the newest; 0 for all' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l anchor -d 'Hold the chain against the anchors in the vault, and those in FILE (a line of a log may hold more)' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l out -d 'Also add the anchor, as a line, to this file (made with mode 0600); - prints nothing but the line' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l restart -d 'Where the record contradicts the anchors for a good reason (a restored backup), or they were deleted from the vault: begin a new series, in which the older ones no longer count. Needs --reason'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from anchor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from help" -f -a "list" -d 'List what was changed, oldest first'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Verify that no event was edited, inserted, deleted or moved'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from help" -f -a "anchor" -d 'Vouch for the record of changes outside of the database'
complete -c claviger -n "__fish_claviger_using_subcommand event; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -f -a "migrate" -d 'Make claviger\'s own tables, or bring them up to date'
complete -c claviger -n "__fish_claviger_using_subcommand db; and not __fish_seen_subcommand_from migrate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l check -d 'Change nothing; exit with 11 when migrations are to be applied'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "migrate" -d 'Make claviger\'s own tables, or bring them up to date'
complete -c claviger -n "__fish_claviger_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -f -a "show" -d 'Show every setting with its value and where it comes from'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -f -a "path" -d 'Show which configuration file is in force, and where one is looked for'
complete -c claviger -n "__fish_claviger_using_subcommand config; and not __fish_seen_subcommand_from show path help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show every setting with its value and where it comes from'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Show which configuration file is in force, and where one is looked for'
complete -c claviger -n "__fish_claviger_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -f -a "status" -d 'Show in what state the vault is, and what the token may do'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and not __fish_seen_subcommand_from status help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show in what state the vault is, and what the token may do'
complete -c claviger -n "__fish_claviger_using_subcommand vault; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l candidates -d 'What the scripts of --live ask: candidates for the word with this number' -r
complete -c claviger -n "__fish_claviger_using_subcommand completions" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l live -d 'Complete users, API keys and paths of the vault, too: bash, zsh, fish'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c claviger -n "__fish_claviger_using_subcommand man" -l dir -d 'Write the pages of all commands into this directory' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand man" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand man" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand man" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand man" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand man" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand man" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand man" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand man" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand man" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand man" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand man" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand man" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand man" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand man" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand man" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand version" -s o -l output -d 'How to print data: table, json, jsonl, csv or plain (only the values)' -r
complete -c claviger -n "__fish_claviger_using_subcommand version" -l color -d 'When to use colour: auto, always or never' -r
complete -c claviger -n "__fish_claviger_using_subcommand version" -l config -d 'Configuration file' -r -F
complete -c claviger -n "__fish_claviger_using_subcommand version" -l profile -d 'Profile of the configuration file' -r
complete -c claviger -n "__fish_claviger_using_subcommand version" -l database-url -d 'The application\'s database: postgresql://user@host/name or sqlite:file.db' -r
complete -c claviger -n "__fish_claviger_using_subcommand version" -l reason -d 'Why, for the record' -r
complete -c claviger -n "__fish_claviger_using_subcommand version" -l timeout -d 'Give up after this long: 90s, 15m' -r
complete -c claviger -n "__fish_claviger_using_subcommand version" -s q -l quiet -d 'Say nothing but data and errors'
complete -c claviger -n "__fish_claviger_using_subcommand version" -s v -l verbose -d 'Say what is done'
complete -c claviger -n "__fish_claviger_using_subcommand version" -s y -l yes -d 'Answer yes to every confirmation'
complete -c claviger -n "__fish_claviger_using_subcommand version" -s n -l dry-run -d 'Show what would be done and change nothing'
complete -c claviger -n "__fish_claviger_using_subcommand version" -l detailed-exitcode -d 'Exit with 11 when a dry run finds changes'
complete -c claviger -n "__fish_claviger_using_subcommand version" -l insecure-tls -d 'Accept the database URL\'s sslmode off this machine, too, where it does not verify the server; recorded'
complete -c claviger -n "__fish_claviger_using_subcommand version" -l no-input -d 'Never ask anything, even on a terminal'
complete -c claviger -n "__fish_claviger_using_subcommand version" -s h -l help -d 'Print help'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "init" -d 'Make a working installation: configuration, database, sealed secrets file, first encryption key'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "status" -d 'Show the whole installation at a glance'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "tour" -d 'Show what claviger does: real commands, executed one by one in a scratch directory'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "secret" -d 'Generate, keep and look up secrets'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "user" -d 'Create, inspect, disable and delete users, and set or check their passwords'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "apikey" -d 'Create, verify, rotate and revoke API keys'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "keyring" -d 'Encryption keys: their life, and the values under them'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "event" -d 'Read the record of changes, verify that nobody tampered with it, and anchor it elsewhere'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "db" -d 'Bring claviger\'s own tables in the database up to date'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "config" -d 'Show the settings in force, and where they come from'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "vault" -d 'Look at the vault itself: in what state it is, and how claviger is let in'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "completions" -d 'Print a script that teaches a shell to complete the command line'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "man" -d 'Print the manual page of the program or of one command, or write all of them'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "version" -d 'Show the version'
complete -c claviger -n "__fish_claviger_using_subcommand help; and not __fish_seen_subcommand_from init status tour secret user apikey keyring event db config vault completions man version help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "generate" -d 'Generate a secret and print it; nothing needs to be installed for it'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "env" -d 'Provision the .env file of an application: generate what is missing, keep what is there'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "set" -d 'Keep a secret in the vault'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "get" -d 'Print a secret of the vault; on a terminal only with --reveal'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "list" -d 'List the secrets in the vault by path, with the names of their fields; never a value'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "history" -d 'List the versions of a secret, newest first; never a value'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "rollback" -d 'Make an earlier version of a secret the current one again, also after it was deleted'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "delete" -d 'Delete a secret, or one field of it; its versions can be brought back unless --destroy is given'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "create" -d 'Create a user'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "list" -d 'List users'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "show" -d 'Show one user'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "set-password" -d 'Set a user\'s password'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "check-password" -d 'Check a user\'s password: exit 0 when it is right, 10 when it is wrong'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "disable" -d 'Keep a user out: no login, and no API key of his is valid'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "enable" -d 'Let a user in again'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "unlock" -d 'End the lock that failed logins put on a user before its time'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "delete" -d 'Delete a user and his API keys for good'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "import" -d 'Import users from CSV or JSON lines: all of them or none'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "export" -d 'Export users as CSV or JSON lines, as `user import` reads them'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "break-glass" -d 'Make an administrator for an emergency, who ends by himself'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "create" -d 'Create an API key and print it once'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "list" -d 'List API keys, oldest first, in all states'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "show" -d 'Show one API key; never the key itself, which nobody has but its holder'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "verify" -d 'Verify an API key as the application would: exit 0 valid, 10 known but not valid, 3 unknown, 2 damaged'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "rotate" -d 'Replace an API key: a successor is made, and the old key ends after the overlap'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "revoke" -d 'Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "prune" -d 'Delete keys that ended long ago, and those that were never handed over'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from apikey" -f -a "import" -d 'Import the hashes of API keys from CSV or JSON lines: all of them or none'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "list" -d 'List the encryption keys by fingerprint'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "add" -d 'Stage a new key, so that the applications can take it up before it encrypts'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "import" -d 'Bring in the keys that an application has'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "export" -d 'Hand the keys to an application: the primary one first, then the staged one and the secondary ones'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "promote" -d 'Make a key primary: from then on it encrypts what is new, and the one before it only decrypts'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "retire" -d 'Take a key out of use that no value needs any more'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "destroy" -d 'Destroy a key for good, with every older version of the keyring that holds it'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "discover" -d 'Look through the database for encrypted columns, and compare them with the declared ones'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "status" -d 'Show for every encrypted column how many values are under which key'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "rotate" -d 'Rotate the encryption key, and bring every declared value under the new one'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "reencrypt" -d 'Bring every value of the declared columns under the primary key'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "verify" -d 'Verify that every value of the declared columns can be decrypted with the primary key alone'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "rollback" -d 'Undo the last rotation: make the key before it primary again, and bring every value back under it'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "encrypt" -d 'Encrypt each line of standard input with the primary key'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "decrypt" -d 'Decrypt each line of standard input with whichever key made it'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from keyring" -f -a "timeline" -d 'Show when the values of the encrypted columns were encrypted, by month'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from event" -f -a "list" -d 'List what was changed, oldest first'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from event" -f -a "verify" -d 'Verify that no event was edited, inserted, deleted or moved'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from event" -f -a "anchor" -d 'Vouch for the record of changes outside of the database'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "migrate" -d 'Make claviger\'s own tables, or bring them up to date'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show every setting with its value and where it comes from'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Show which configuration file is in force, and where one is looked for'
complete -c claviger -n "__fish_claviger_using_subcommand help; and __fish_seen_subcommand_from vault" -f -a "status" -d 'Show in what state the vault is, and what the token may do'
