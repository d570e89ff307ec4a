//! Servers that go away in the middle of a command: it is stopped after a request, the server is killed or sealed, it
//! goes on. The exit code says what happened, nothing is half done, and when the server is back the same command
//! finishes the work.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::common::campaign::{Case, Expected, case, judge, rehearse};
use crate::common::openbao::{Manner, Mount, OwnServer};
use crate::common::postgres::OwnPostgres;
use crate::common::trace::{Point, Target, sample};
use crate::common::world::Run;
use crate::common::{Engine, Finished, World, is_full_run};

const STORED_KEY: Case = case("apikey create", "--user ada@example.com --name stored --to vault:ci/deploy#key");
const PRINTED_KEY: Case = case("apikey create", "--user ada@example.com --name printed -o plain");
const SECRET: Case = Case { stdin: Some("the new value"), ..case("secret set", "app/db#password --stdin") };

/// Stops the command after a call, does something, and lets it go on.
pub fn meanwhile(command: Run<'_>, point: &Point, act: impl FnOnce()) -> Finished {
    let started = command.stopped_after(point).start();
    let children = format!("/proc/{0}/task/{0}/children", started.id());
    let begun = Instant::now();
    let mut seen = 0;
    // Stopped for a signal, and not for a moment at another call.
    let program = loop {
        let children = std::fs::read_to_string(&children).unwrap_or_default();
        let child: Option<i32> = children.split_whitespace().next().and_then(|id| id.parse().ok());
        let stat = child.and_then(|id| std::fs::read_to_string(format!("/proc/{id}/stat")).ok()).unwrap_or_default();
        let is_stopped = stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with(['T', 't']));
        seen = if is_stopped { seen + 1 } else { 0 };
        if seen == 10 {
            break child.unwrap();
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "the command was not stopped at {point:?}");
        std::thread::sleep(Duration::from_millis(5));
    };
    act();
    kill_process(Pid::from_raw(program).unwrap(), Signal::CONT).unwrap();
    started.end()
}

fn prepared(world: World) -> World {
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    world.run(&["apikey", "create", "--user", "ada@example.com", "--name", "example"]).succeeds();
    world.command(&["secret", "set", "app/db#password", "--stdin"]).stdin("the old value").run().succeeds();
    world
}

/// The requests of a command, as many as this run takes.
pub fn requests(points: &[Point], ordinary: usize) -> Vec<Point> {
    let is_request = |point: &&Point| point.is_lasting() && point.target == Target::Socket;
    let all: Vec<Point> = points.iter().filter(is_request).cloned().collect();
    sample(&all, if is_full_run() { all.len() } else { ordinary })
}

/// Insists that nothing is half done, and that the same command finishes the work.
#[track_caller]
fn insist_on_whole(case: &Case, expected: &Expected, world: &World, hurt: &Finished, point: &Point) {
    let verdict = judge(case, expected, world, hurt);
    let (found, violations) = (verdict.found, verdict.violations);
    assert!(violations.is_empty(), "{point:?}, found {found}: {violations:#?}\n{hurt}");
}

/// `strike` takes the server away, `mend` brings it back; `codes` are what a command may say in between.
fn through_openbao(codes: &[i32], strike: impl Fn(&mut OwnServer), mend: impl Fn(&mut OwnServer)) {
    let mut own = OwnServer::start(Manner { is_lasting: true, ..Manner::default() });
    own.initialise();
    own.unseal();
    let template = prepared(World::sealed().with_server(Mount::on(own.server.clone())).install(Engine::Sqlite));
    for case in [STORED_KEY, SECRET] {
        let (expected, points) = rehearse(&case, &template.duplicate());
        let mut seen = BTreeSet::new();
        for point in requests(&points, 3) {
            let world = template.duplicate();
            let hurt = meanwhile(case.command(&world), &point, || strike(&mut own));
            mend(&mut own);
            assert!(hurt.code == 0 || codes.contains(&hurt.code), "{point:?}\n{hurt}");
            seen.insert(hurt.code);
            insist_on_whole(&case, &expected, &world, &hurt, &point);
        }
        assert!(codes.iter().any(|code| seen.contains(code)), "no command met the server that was gone: {seen:?}");
    }
}

#[test]
fn an_openbao_killed_in_the_middle_of_a_command_is_unavailable_and_nothing_is_half_done() {
    through_openbao(&[6], OwnServer::kill, OwnServer::start_again);
}

#[test]
fn an_openbao_sealed_in_the_middle_of_a_command_is_sealed_and_nothing_is_half_done() {
    through_openbao(&[7], |own| own.seal(), |own| own.unseal());
}

#[test]
fn an_openbao_restarted_in_the_middle_of_a_command_is_sealed_until_somebody_opens_it() {
    through_openbao(
        // Of a request that was on its way the connection breaks; the next one finds the server sealed.
        &[6, 7],
        |own| {
            own.kill();
            own.start_again();
            own.seal();
        },
        |own| own.unseal(),
    );
}

#[test]
fn a_postgresql_restarted_in_the_middle_of_a_command_is_unavailable_and_nothing_is_half_done() {
    let mut own = OwnPostgres::start();
    let template = prepared(World::sealed().install_at(&own.create_database("template_of_worlds")));
    for case in [PRINTED_KEY, SECRET] {
        let (expected, points) = rehearse(&case, &template.duplicate());
        let mut seen = BTreeSet::new();
        for (index, point) in requests(&points, 3).into_iter().enumerate() {
            let world = template.duplicate();
            // Down while the command goes on, or up again by then: the connection is gone either way.
            let is_back = index % 2 == 0;
            let hurt = meanwhile(case.command(&world), &point, || {
                own.kill();
                if is_back {
                    own.start_again();
                }
            });
            if !is_back {
                own.start_again();
            }
            assert!([0, 6].contains(&hurt.code), "{point:?}\n{hurt}");
            seen.insert(hurt.code);
            insist_on_whole(&case, &expected, &world, &hurt, &point);
        }
        assert!(seen.contains(&6), "no command met the server that was gone: {seen:?}");
    }
}
