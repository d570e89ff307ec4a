
use builtin;
use str;

set edit:completion:arg-completer[claviger] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'claviger'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'claviger'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Make a working installation: configuration, database, sealed secrets file, first encryption key'
            cand status 'Show the whole installation at a glance'
            cand tour 'Show what claviger does: real commands, executed one by one in a scratch directory'
            cand secret 'Generate, keep and look up secrets'
            cand user 'Create, inspect, disable and delete users, and set or check their passwords'
            cand apikey 'Create, verify, rotate and revoke API keys'
            cand keyring 'List the encryption keys, and encrypt or decrypt values with them'
            cand event 'Read the record of changes, and verify that nobody tampered with it'
            cand db 'Bring claviger''s own tables in the database up to date'
            cand config 'Show the settings in force, and where they come from'
            cand vault 'Look at the vault itself: in what state it is, and how claviger is let in'
            cand completions 'Print a script that teaches a shell to complete the command line'
            cand man 'Print the manual page of the program or of one command, or write all of them'
            cand version 'Show the version'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;init'= {
            cand --vault-addr 'Keep secrets in an OpenBao or Vault server; VAULT_TOKEN or [vault_auth] lets claviger in'
            cand --file 'Read the secret from a file (one trailing newline is dropped)'
            cand --from 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --passphrase 'Protect the secrets file with a passphrase instead of a key file'
            cand --stdin 'Read the secret from standard input (one trailing newline is dropped)'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;status'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;tour'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;secret'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand generate 'Generate a secret and print it; nothing needs to be installed for it'
            cand env 'Provision the .env file of an application: generate what is missing, keep what is there'
            cand set 'Keep a secret in the vault'
            cand get 'Print a secret of the vault; on a terminal only with --reveal'
            cand list 'List the secrets in the vault by path, with the names of their fields; never a value'
            cand history 'List the versions of a secret, newest first; never a value'
            cand rollback 'Make an earlier version of a secret the current one again, also after it was deleted'
            cand delete 'Delete a secret, or one field of it; its versions can be brought back unless --destroy is given'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;secret;generate'= {
            cand --bytes 'Random bytes in it: hex, base64, urlsafe, jwt, totp'
            cand --length 'Characters of a password, words of a passphrase, digits of a pin'
            cand --count 'How many'
            cand --out 'Write the secret to a new file (mode 0600) instead of printing it'
            cand --to 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --force 'Overwrite the file or the field when it exists'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;secret;env'= {
            cand --add 'One more variable and its kind; may be given several times'
            cand --rotate 'Replace the value of a variable; that of an encryption key stays as NAME_PREVIOUS'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;secret;set'= {
            cand --file 'Read the secret from a file (one trailing newline is dropped)'
            cand --from 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME'
            cand --generate 'Make up the value, which is not printed: one of the kinds of `secret generate`'
            cand --bytes 'Random bytes in it: hex, base64, urlsafe, jwt, totp'
            cand --length 'Characters of a password, words of a passphrase, digits of a pin'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --stdin 'Read the secret from standard input (one trailing newline is dropped)'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;secret;get'= {
            cand --version 'An earlier version, of those that `secret history` shows'
            cand --fallback 'Where the secret is missing, take the variable named like the field in upper case, or NAME; this is warned of and recorded'
            cand --out 'Write the secret to a new file (mode 0600) instead of printing it'
            cand --to 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --reveal 'Show the value on a terminal, too'
            cand --force 'Overwrite the file or the field when it exists'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;secret;list'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;secret;history'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;secret;rollback'= {
            cand --version 'Which version, of those that `secret history` shows'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;secret;delete'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --destroy 'Remove all versions with their history, for good'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;secret;help'= {
            cand generate 'Generate a secret and print it; nothing needs to be installed for it'
            cand env 'Provision the .env file of an application: generate what is missing, keep what is there'
            cand set 'Keep a secret in the vault'
            cand get 'Print a secret of the vault; on a terminal only with --reveal'
            cand list 'List the secrets in the vault by path, with the names of their fields; never a value'
            cand history 'List the versions of a secret, newest first; never a value'
            cand rollback 'Make an earlier version of a secret the current one again, also after it was deleted'
            cand delete 'Delete a secret, or one field of it; its versions can be brought back unless --destroy is given'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;secret;help;generate'= {
        }
        &'claviger;secret;help;env'= {
        }
        &'claviger;secret;help;set'= {
        }
        &'claviger;secret;help;get'= {
        }
        &'claviger;secret;help;list'= {
        }
        &'claviger;secret;help;history'= {
        }
        &'claviger;secret;help;rollback'= {
        }
        &'claviger;secret;help;delete'= {
        }
        &'claviger;secret;help;help'= {
        }
        &'claviger;user'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand create 'Create a user'
            cand list 'List users'
            cand show 'Show one user'
            cand set-password 'Set a user''s password'
            cand check-password 'Check a user''s password: exit 0 when it is right, 10 when it is wrong'
            cand disable 'Keep a user out: no login, and no API key of his is valid'
            cand enable 'Let a user in again'
            cand delete 'Delete a user and his API keys for good'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;user;create'= {
            cand --name 'Full name'
            cand --role 'Role'
            cand --file 'Read the secret from a file (one trailing newline is dropped)'
            cand --from 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME'
            cand --out 'Write the secret to a new file (mode 0600) instead of printing it'
            cand --to 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --generate-password 'Make up a password and print it once'
            cand --no-password 'Store a hash that no password matches (single sign-on, password set later)'
            cand --stdin 'Read the secret from standard input (one trailing newline is dropped)'
            cand --force 'Overwrite the file or the field when it exists'
            cand --if-missing 'Do nothing when the address is taken already'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;list'= {
            cand --role 'Only users with this role'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --active 'Only users who may log in'
            cand --disabled 'Only users who are kept out'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;show'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;set-password'= {
            cand --file 'Read the secret from a file (one trailing newline is dropped)'
            cand --from 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME'
            cand --out 'Write the secret to a new file (mode 0600) instead of printing it'
            cand --to 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --generate-password 'Make up a password and print it once'
            cand --stdin 'Read the secret from standard input (one trailing newline is dropped)'
            cand --force 'Overwrite the file or the field when it exists'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;check-password'= {
            cand --file 'Read the secret from a file (one trailing newline is dropped)'
            cand --from 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --stdin 'Read the secret from standard input (one trailing newline is dropped)'
            cand --upgrade 'When the password is right and its hash is old, hash it anew with the configured scheme'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;disable'= {
            cand --until 'When it ends: a duration, a time, or never'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;enable'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --due 'Let in everybody whose `disable --until` is over'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;delete'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;user;help'= {
            cand create 'Create a user'
            cand list 'List users'
            cand show 'Show one user'
            cand set-password 'Set a user''s password'
            cand check-password 'Check a user''s password: exit 0 when it is right, 10 when it is wrong'
            cand disable 'Keep a user out: no login, and no API key of his is valid'
            cand enable 'Let a user in again'
            cand delete 'Delete a user and his API keys for good'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;user;help;create'= {
        }
        &'claviger;user;help;list'= {
        }
        &'claviger;user;help;show'= {
        }
        &'claviger;user;help;set-password'= {
        }
        &'claviger;user;help;check-password'= {
        }
        &'claviger;user;help;disable'= {
        }
        &'claviger;user;help;enable'= {
        }
        &'claviger;user;help;delete'= {
        }
        &'claviger;user;help;help'= {
        }
        &'claviger;apikey'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand create 'Create an API key and print it once'
            cand list 'List API keys, oldest first, in all states'
            cand show 'Show one API key; never the key itself, which nobody has but its holder'
            cand verify 'Verify an API key as the application would: exit 0 valid, 10 known but not valid, 3 unknown, 2 damaged'
            cand rotate 'Replace an API key: a successor is made, and the old key ends after the overlap'
            cand revoke 'Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself'
            cand prune 'Delete keys that ended long ago, and those that were never handed over'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;apikey;create'= {
            cand --user 'Whose key it is: e-mail address or id'
            cand --name 'What it is for: a label, not unique'
            cand --scope 'What it may do; may be given several times'
            cand --expires 'When it ends: a duration, a time, or never'
            cand --format 'clv: with a public prefix and a checksum; urlsafe: as Python''s secrets.token_urlsafe(32)'
            cand --out 'Write the secret to a new file (mode 0600) instead of printing it'
            cand --to 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --force 'Overwrite the file or the field when it exists'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;apikey;list'= {
            cand --user 'Only the keys of this user'
            cand --expiring-in 'Only valid keys that end within this time'
            cand --unused-for 'Only valid keys that were not used for this long (or never, and made before then)'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --expired 'Only keys whose time is over'
            cand --revoked 'Only keys that were revoked'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;apikey;show'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;apikey;verify'= {
            cand --file 'Read the secret from a file (one trailing newline is dropped)'
            cand --from 'Read the secret from vault:PATH#FIELD, file:PATH or env:NAME'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --stdin 'Read the secret from standard input (one trailing newline is dropped)'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;apikey;rotate'= {
            cand --overlap 'How long the old key stays valid beside the new one'
            cand --expires 'When the new key ends: a duration, a time, or never'
            cand --out 'Write the secret to a new file (mode 0600) instead of printing it'
            cand --to 'Write the secret to vault:PATH#FIELD or file:PATH instead of printing it'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --force 'Overwrite the file or the field when it exists'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;apikey;revoke'= {
            cand --user 'All keys of this user'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --all 'All keys of everybody'
            cand --stdin 'The key itself, from standard input'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;apikey;prune'= {
            cand --older-than 'Only keys that were revoked or ran out at least this long ago'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;apikey;help'= {
            cand create 'Create an API key and print it once'
            cand list 'List API keys, oldest first, in all states'
            cand show 'Show one API key; never the key itself, which nobody has but its holder'
            cand verify 'Verify an API key as the application would: exit 0 valid, 10 known but not valid, 3 unknown, 2 damaged'
            cand rotate 'Replace an API key: a successor is made, and the old key ends after the overlap'
            cand revoke 'Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself'
            cand prune 'Delete keys that ended long ago, and those that were never handed over'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;apikey;help;create'= {
        }
        &'claviger;apikey;help;list'= {
        }
        &'claviger;apikey;help;show'= {
        }
        &'claviger;apikey;help;verify'= {
        }
        &'claviger;apikey;help;rotate'= {
        }
        &'claviger;apikey;help;revoke'= {
        }
        &'claviger;apikey;help;prune'= {
        }
        &'claviger;apikey;help;help'= {
        }
        &'claviger;keyring'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List the encryption keys by fingerprint'
            cand encrypt 'Encrypt each line of standard input with the primary key'
            cand decrypt 'Decrypt each line of standard input with whichever key made it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;keyring;list'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;keyring;encrypt'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;keyring;decrypt'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;keyring;help'= {
            cand list 'List the encryption keys by fingerprint'
            cand encrypt 'Encrypt each line of standard input with the primary key'
            cand decrypt 'Decrypt each line of standard input with whichever key made it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;keyring;help;list'= {
        }
        &'claviger;keyring;help;encrypt'= {
        }
        &'claviger;keyring;help;decrypt'= {
        }
        &'claviger;keyring;help;help'= {
        }
        &'claviger;event'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List what was changed, oldest first'
            cand verify 'Verify that no event was edited, inserted, deleted or moved'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;event;list'= {
            cand --since 'Only events since then: a duration (24h) or a time'
            cand --user 'Only events about this user, who may be gone'
            cand --type 'Only events of this kind, or whose kind begins so: user.created, apikey'
            cand --ip 'Only events of sessions from this address'
            cand --limit 'At most so many, the newest; 0 for all'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;event;verify'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;event;help'= {
            cand list 'List what was changed, oldest first'
            cand verify 'Verify that no event was edited, inserted, deleted or moved'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;event;help;list'= {
        }
        &'claviger;event;help;verify'= {
        }
        &'claviger;event;help;help'= {
        }
        &'claviger;db'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand migrate 'Make claviger''s own tables, or bring them up to date'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;db;migrate'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand --check 'Change nothing; exit with 11 when migrations are to be applied'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;db;help'= {
            cand migrate 'Make claviger''s own tables, or bring them up to date'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;db;help;migrate'= {
        }
        &'claviger;db;help;help'= {
        }
        &'claviger;config'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand show 'Show every setting with its value and where it comes from'
            cand path 'Show which configuration file is in force, and where one is looked for'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;config;show'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;config;path'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;config;help'= {
            cand show 'Show every setting with its value and where it comes from'
            cand path 'Show which configuration file is in force, and where one is looked for'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;config;help;show'= {
        }
        &'claviger;config;help;path'= {
        }
        &'claviger;config;help;help'= {
        }
        &'claviger;vault'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
            cand status 'Show in what state the vault is, and what the token may do'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;vault;status'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'claviger;vault;help'= {
            cand status 'Show in what state the vault is, and what the token may do'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;vault;help;status'= {
        }
        &'claviger;vault;help;help'= {
        }
        &'claviger;completions'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;man'= {
            cand --dir 'Write the pages of all commands into this directory'
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;version'= {
            cand -o 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --output 'How to print data: table, json, jsonl, csv or plain (only the values)'
            cand --color 'When to use colour: auto, always or never'
            cand --config 'Configuration file'
            cand --profile 'Profile of the configuration file'
            cand --database-url 'The application''s database: postgresql://user@host/name or sqlite:file.db'
            cand --reason 'Why, for the record'
            cand --timeout 'Give up after this long: 90s, 15m'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Say what is done'
            cand --verbose 'Say what is done'
            cand -y 'Answer yes to every confirmation'
            cand --yes 'Answer yes to every confirmation'
            cand -n 'Show what would be done and change nothing'
            cand --dry-run 'Show what would be done and change nothing'
            cand --detailed-exitcode 'Exit with 11 when a dry run finds changes'
            cand --no-input 'Never ask anything, even on a terminal'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'claviger;help'= {
            cand init 'Make a working installation: configuration, database, sealed secrets file, first encryption key'
            cand status 'Show the whole installation at a glance'
            cand tour 'Show what claviger does: real commands, executed one by one in a scratch directory'
            cand secret 'Generate, keep and look up secrets'
            cand user 'Create, inspect, disable and delete users, and set or check their passwords'
            cand apikey 'Create, verify, rotate and revoke API keys'
            cand keyring 'List the encryption keys, and encrypt or decrypt values with them'
            cand event 'Read the record of changes, and verify that nobody tampered with it'
            cand db 'Bring claviger''s own tables in the database up to date'
            cand config 'Show the settings in force, and where they come from'
            cand vault 'Look at the vault itself: in what state it is, and how claviger is let in'
            cand completions 'Print a script that teaches a shell to complete the command line'
            cand man 'Print the manual page of the program or of one command, or write all of them'
            cand version 'Show the version'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'claviger;help;init'= {
        }
        &'claviger;help;status'= {
        }
        &'claviger;help;tour'= {
        }
        &'claviger;help;secret'= {
            cand generate 'Generate a secret and print it; nothing needs to be installed for it'
            cand env 'Provision the .env file of an application: generate what is missing, keep what is there'
            cand set 'Keep a secret in the vault'
            cand get 'Print a secret of the vault; on a terminal only with --reveal'
            cand list 'List the secrets in the vault by path, with the names of their fields; never a value'
            cand history 'List the versions of a secret, newest first; never a value'
            cand rollback 'Make an earlier version of a secret the current one again, also after it was deleted'
            cand delete 'Delete a secret, or one field of it; its versions can be brought back unless --destroy is given'
        }
        &'claviger;help;secret;generate'= {
        }
        &'claviger;help;secret;env'= {
        }
        &'claviger;help;secret;set'= {
        }
        &'claviger;help;secret;get'= {
        }
        &'claviger;help;secret;list'= {
        }
        &'claviger;help;secret;history'= {
        }
        &'claviger;help;secret;rollback'= {
        }
        &'claviger;help;secret;delete'= {
        }
        &'claviger;help;user'= {
            cand create 'Create a user'
            cand list 'List users'
            cand show 'Show one user'
            cand set-password 'Set a user''s password'
            cand check-password 'Check a user''s password: exit 0 when it is right, 10 when it is wrong'
            cand disable 'Keep a user out: no login, and no API key of his is valid'
            cand enable 'Let a user in again'
            cand delete 'Delete a user and his API keys for good'
        }
        &'claviger;help;user;create'= {
        }
        &'claviger;help;user;list'= {
        }
        &'claviger;help;user;show'= {
        }
        &'claviger;help;user;set-password'= {
        }
        &'claviger;help;user;check-password'= {
        }
        &'claviger;help;user;disable'= {
        }
        &'claviger;help;user;enable'= {
        }
        &'claviger;help;user;delete'= {
        }
        &'claviger;help;apikey'= {
            cand create 'Create an API key and print it once'
            cand list 'List API keys, oldest first, in all states'
            cand show 'Show one API key; never the key itself, which nobody has but its holder'
            cand verify 'Verify an API key as the application would: exit 0 valid, 10 known but not valid, 3 unknown, 2 damaged'
            cand rotate 'Replace an API key: a successor is made, and the old key ends after the overlap'
            cand revoke 'Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself'
            cand prune 'Delete keys that ended long ago, and those that were never handed over'
        }
        &'claviger;help;apikey;create'= {
        }
        &'claviger;help;apikey;list'= {
        }
        &'claviger;help;apikey;show'= {
        }
        &'claviger;help;apikey;verify'= {
        }
        &'claviger;help;apikey;rotate'= {
        }
        &'claviger;help;apikey;revoke'= {
        }
        &'claviger;help;apikey;prune'= {
        }
        &'claviger;help;keyring'= {
            cand list 'List the encryption keys by fingerprint'
            cand encrypt 'Encrypt each line of standard input with the primary key'
            cand decrypt 'Decrypt each line of standard input with whichever key made it'
        }
        &'claviger;help;keyring;list'= {
        }
        &'claviger;help;keyring;encrypt'= {
        }
        &'claviger;help;keyring;decrypt'= {
        }
        &'claviger;help;event'= {
            cand list 'List what was changed, oldest first'
            cand verify 'Verify that no event was edited, inserted, deleted or moved'
        }
        &'claviger;help;event;list'= {
        }
        &'claviger;help;event;verify'= {
        }
        &'claviger;help;db'= {
            cand migrate 'Make claviger''s own tables, or bring them up to date'
        }
        &'claviger;help;db;migrate'= {
        }
        &'claviger;help;config'= {
            cand show 'Show every setting with its value and where it comes from'
            cand path 'Show which configuration file is in force, and where one is looked for'
        }
        &'claviger;help;config;show'= {
        }
        &'claviger;help;config;path'= {
        }
        &'claviger;help;vault'= {
            cand status 'Show in what state the vault is, and what the token may do'
        }
        &'claviger;help;vault;status'= {
        }
        &'claviger;help;completions'= {
        }
        &'claviger;help;man'= {
        }
        &'claviger;help;version'= {
        }
        &'claviger;help;help'= {
        }
    ]
    $completions[$command]
}
