//! `keyring discover`: what is found, what is not, and what is said about it.

use super::{Columns, summary};
use crate::common::World;
use crate::common::backends::on_every_engine;

on_every_engine!(an_installation_has_nothing_to_declare, |world| {
    let found = world.discovered(&[], 0);
    assert_eq!(summary(&found), ["users.mfa_secret: declared_empty 0/0/0/0"]);
    assert_eq!(world.run(&["keyring", "discover", "-o", "plain"]).succeeds().text(), "");
});

on_every_engine!(one_token_is_found_among_forty_tables, |world| {
    let token = world.token();
    for number in 0..40 {
        world.execute(&format!("CREATE TABLE t{number} (id integer PRIMARY KEY, a text, b varchar(2000), c text)"));
        let rows: Vec<String> =
            (0..200).map(|id| format!("({id}, 'plain {id}', NULL, 'gAAAA is how a token begins')")).collect();
        world.execute(&format!("INSERT INTO t{number} VALUES {}", rows.join(", ")));
    }
    world.execute(&format!("UPDATE t23 SET b = '{token}' WHERE id = 117"));
    let found = world.discovered(&[], 10);
    assert_eq!(summary(&found)[0], "t23.b: undeclared 1/0/0/199");
    assert_eq!(found.as_array().unwrap().len(), 2);
    let keys = found[0]["keys"].as_object().unwrap();
    let fingerprint = world.run(&["keyring", "list", "-o", "plain"]).succeeds().plain().to_owned();
    assert_eq!(keys[&fingerprint], 1);
    assert_eq!(found[0]["unknown"], 0);
});

on_every_engine!(what_is_printed_can_be_pasted, |world| {
    let token = world.token();
    world.execute("CREATE TABLE \"order\" (id integer PRIMARY KEY, \"card no.\" text, note text)");
    world.execute(&format!("INSERT INTO \"order\" VALUES (1, '{token}', 'x'), (2, 'plain', 'y')"));
    let plain = world.run(&["keyring", "discover", "-o", "plain"]).exits(10);
    assert_eq!(plain.text(), "[[encrypted]]\ntable = \"order\"\ncolumns = [\"card no.\"]\nplain = \"skip\"\n");
    world.configure(plain.text());
    assert_eq!(summary(&world.discovered(&[], 0))[0], "order.card no.: declared 1/0/1/0");
    world.execute("UPDATE \"order\" SET \"card no.\" = NULL");
    assert_eq!(summary(&world.discovered(&[], 0))[0], "order.card no.: declared_empty 0/0/0/2");
});

on_every_engine!(tokens_within_longer_values_can_only_be_ignored, |world| {
    let token = world.token();
    world.execute("CREATE TABLE mail (id integer PRIMARY KEY, body text, headers text)");
    world.execute(&format!(
        "INSERT INTO mail VALUES (1, 'you wrote: {token} -- what is it?', NULL), (2, 'nothing', '{{\"x\": [\"{token}\"]}}')"
    ));
    let found = world.discovered(&[], 10);
    assert_eq!(summary(&found)[..2], ["mail.body: embedded 0/1/1/0", "mail.headers: embedded 0/1/0/1"]);
    let plain = world.run(&["keyring", "discover", "-o", "plain"]).exits(10);
    assert!(plain.text().contains("# [[encrypted_ignore]]\n# column = \"mail.body\"\n# reason = \"\""), "{plain}");
    for column in ["body", "headers"] {
        world.configure(&format!("[[encrypted_ignore]]\ncolumn = \"mail.{column}\"\nreason = \"quoted\""));
    }
    assert_eq!(summary(&world.discovered(&[], 0))[0], "mail.body: ignored 0/1/1/0");
    world.configure("[[encrypted_ignore]]\ncolumn = \"mail.bodi\"\nreason = \"quoted\"");
    let refused = world.run(&["keyring", "discover"]).exits(2);
    assert!(refused.messages().contains("did you mean `body`?"), "{refused}");
});

on_every_engine!(pictures_and_what_was_cut_are_no_tokens, |world| {
    let token = world.token();
    let picture = format!("iVBORw0KGgoAAAANSUhEUgAAAAEgAAAAAB{}/gAAAAAB{}", "AB1c".repeat(40), "x9Zz".repeat(30));
    world.execute("CREATE TABLE picture (id integer PRIMARY KEY, data text, url text, cut text)");
    world.execute(&format!(
        "INSERT INTO picture VALUES (1, '{picture}', 'data:image/png;base64,{picture}', '{}')",
        &token[..token.len() - 20]
    ));
    let rows: Vec<String> = (2..500).map(|id| format!("({id}, '{picture}', NULL, 'gAAAAABi')")).collect();
    world.execute(&format!("INSERT INTO picture VALUES {}", rows.join(", ")));
    assert_eq!(world.discovered(&[], 0).as_array().unwrap().len(), 1);
    // More look-alikes than are sampled do not hide the one that is real.
    world.execute(&format!("UPDATE picture SET data = '{picture} {token}' WHERE id = 499"));
    assert_eq!(summary(&world.discovered(&["--table", "picture"], 10)), ["picture.data: embedded 0/1/498/0"]);
});

on_every_engine!(only_the_named_tables_are_looked_at, |world| {
    let token = world.token();
    world.execute("CREATE TABLE one (id integer PRIMARY KEY, a text)");
    world.execute("CREATE TABLE two (id integer PRIMARY KEY, a text)");
    world.execute(&format!("INSERT INTO one VALUES (1, '{token}')"));
    world.execute(&format!("INSERT INTO two VALUES (1, '{token}')"));
    assert_eq!(summary(&world.discovered(&["--table", "two"], 10)), ["two.a: undeclared 1/0/0/0"]);
    let refused = world.run(&["keyring", "discover", "--table", "tow"]).exits(2);
    assert!(refused.messages().contains("did you mean `two`?"), "{refused}");
});

on_every_engine!(tokens_of_a_key_that_is_not_in_the_ring_are_found_too, |world| {
    let stranger = World::installed(crate::common::Engine::Sqlite);
    world.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");
    world.execute(&format!("INSERT INTO t VALUES (1, '{}'), (2, '{}')", stranger.token(), world.token()));
    let found = world.discovered(&["--table", "t"], 10);
    assert_eq!((&found[0]["tokens"], &found[0]["unknown"]), (&2.into(), &1.into()));
});

on_every_engine!(a_declaration_that_reads_tokens_in_another_way_is_noticed, |world| {
    let token = world.token();
    world.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");
    world.execute(&format!("INSERT INTO t VALUES (1, '\"{token}\"')"));
    world.configure("[[encrypted]]\ntable = 't'\ncolumns = ['a']");
    let found = world.discovered(&["--table", "t"], 10);
    assert_eq!((&found[0]["state"], &found[0]["wrapper"]), (&"mismatched".into(), &"json-string".into()));
});
