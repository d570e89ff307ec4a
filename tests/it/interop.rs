//! With the application that reads the same rows: SQLAlchemy's models in the guide's shape, and in the shape that its
//! defaults give; Fernet tokens through `cryptography`.

use crate::common::backends::on_every_engine;
use crate::common::python::python;
use crate::common::{Engine, World};
use crate::statements::MAPPING;
use crate::{keyring, user};

/// The guide's models, and a session on the database named by the first argument.
const MODELS: &str = "
import datetime, hashlib, json, sys
from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Text, create_engine
from sqlalchemy.orm import Session, declarative_base, relationship

Base = declarative_base()
utcnow = lambda: datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)

class User(Base):
    __tablename__ = 'users'
    id = Column(Integer, primary_key=True)
    email = Column(String(255), unique=True, nullable=False)
    name = Column(String(255))
    password_hash = Column(String(255), nullable=False)
    role = Column(String(50), default='user')
    is_active = Column(Boolean, default=True)
    mfa_secret = Column(Text)
    mfa_enabled = Column(Boolean, default=False)
    tokens_valid_after = Column(DateTime)
    locked_until = Column(DateTime)
    created_at = Column(DateTime, default=utcnow)
    api_keys = relationship('ApiKey', back_populates='user')

class ApiKey(Base):
    __tablename__ = 'api_keys'
    id = Column(Integer, primary_key=True)
    key_hash = Column(String(64), unique=True, nullable=False)
    user_id = Column(Integer, ForeignKey('users.id'), nullable=False)
    name = Column(String(100), nullable=False)
    created_at = Column(DateTime, default=utcnow)
    expires_at = Column(DateTime)
    last_used = Column(DateTime)
    is_active = Column(Boolean, default=True)
    user = relationship('User', back_populates='api_keys')

session = Session(create_engine(sys.argv[1]))

def is_valid(key):
    'The check of the guide, word for word: by hash, active, not over, its user active.'
    key_hash = hashlib.sha256(key.encode()).hexdigest()
    found = session.query(ApiKey).filter_by(key_hash=key_hash, is_active=True).first()
    if found is None or (found.expires_at and found.expires_at < datetime.datetime.utcnow()):
        return False
    return found.user.is_active
";

/// The address of the world's database in SQLAlchemy's words.
fn address(world: &World) -> String {
    let url = world.database().url();
    match url.strip_prefix("sqlite:") {
        Some(path) => format!("sqlite:///{path}"),
        None => url.replacen("postgres://", "postgresql+psycopg2://", 1),
    }
}

#[track_caller]
fn application(world: &World, code: &str, args: &[&str]) -> String {
    let address = address(world);
    python(&format!("{MODELS}\n{code}"), &[&[address.as_str()], args].concat(), b"")
}

on_every_engine!(sqlalchemy_reads_every_row_that_claviger_writes, |world| {
    world.with_user("root@example.com", "admin");
    world.with_login("ada@example.com");
    world.run(&["user", "create", "eve@example.com", "--name", "Ève", "--no-password"]).succeeds();
    let mut keys = Vec::new();
    for expires in ["90d", "never", "1s"] {
        let args = ["apikey", "create", "--user", "2", "--name", "k", "--expires", expires, "-o", "plain"];
        keys.push(world.run(&args).succeeds().plain().to_owned());
    }
    keys.push(world.with_key("2", "revoked"));
    keys.push(world.with_key("3", "of somebody who is kept out"));
    world.run(&["apikey", "revoke", "4", "--yes"]).succeeds();
    world.run(&["user", "disable", "eve@example.com", "--yes", "--until", "1d"]).succeeds();
    let successor = world.run(&["apikey", "rotate", "1", "--overlap", "1h", "-o", "plain"]).succeeds();
    let code = "
import time; time.sleep(1)
for row in session.query(User).all() + session.query(ApiKey).all():
    assert type(row.is_active) is bool, row.is_active
    assert isinstance(row.created_at, datetime.datetime) and row.created_at.tzinfo is None, row.created_at
    assert abs(row.created_at - utcnow()) < datetime.timedelta(minutes=5), row.created_at
for user in session.query(User):
    assert type(user.mfa_enabled) is bool and user.tokens_valid_after is None and user.locked_until is None
for key in session.query(ApiKey):
    assert key.last_used is None and (key.expires_at is None or isinstance(key.expires_at, datetime.datetime))
    assert key.expires_at is None or (key.expires_at > utcnow()) in (True, False)
users = [(u.email, u.name, u.role, u.is_active) for u in session.query(User).order_by(User.id)]
print(json.dumps({'users': users, 'valid': [is_valid(key) for key in sys.argv[2:]]}))
";
    let args: Vec<&str> = keys.iter().map(String::as_str).chain([successor.plain()]).collect();
    let answer: serde_json::Value = serde_json::from_str(&application(world, code, &args)).unwrap();
    let users = serde_json::json!([
        ["root@example.com", null, "admin", true],
        ["ada@example.com", null, "user", true],
        ["eve@example.com", "Ève", "user", false],
    ]);
    assert_eq!(answer["users"], users);
    // The application and claviger give the same answer to every key.
    let ours: Vec<bool> = args.iter().map(|key| world.verify(key) == 0).collect();
    assert_eq!(ours, [true, true, false, false, false, true]);
    assert_eq!(answer["valid"], serde_json::json!(ours));
});

on_every_engine!(claviger_reads_and_changes_the_rows_that_sqlalchemy_writes, |world| {
    world.with_user("root@example.com", "admin");
    let code = "
import secrets, werkzeug.security
user = User(email='Ada@example.com', name='Ada', password_hash=werkzeug.security.generate_password_hash(sys.argv[2]))
keys = [secrets.token_urlsafe(32) for _ in range(3)]
digest = lambda key: hashlib.sha256(key.encode()).hexdigest()
ends = [None, utcnow() + datetime.timedelta(days=1), utcnow() - datetime.timedelta(seconds=1)]
for number, (key, end) in enumerate(zip(keys, ends)):
    user.api_keys.append(ApiKey(key_hash=digest(key), name='app %d' % number, expires_at=end, last_used=utcnow()))
session.add(user)
session.commit()
print(*keys, user.created_at.isoformat(timespec='microseconds'))
";
    let printed = application(world, code, &[user::PASSWORD]);
    let words: Vec<&str> = printed.split_whitespace().collect();
    let (keys, created_at) = (&words[..3], words[3]);
    let shown = world.user("ada@example.com");
    assert_eq!((&shown["id"], &shown["name"], &shown["role"]), (&2.into(), &"Ada".into(), &"user".into()));
    let moment = |text: &str| text.trim_end_matches('Z').trim_end_matches('0').trim_end_matches('.').to_owned();
    assert_eq!(moment(shown["created_at"].as_str().unwrap()), moment(created_at));
    assert_eq!((&shown["password_scheme"], &shown["active"]), (&"scrypt".into(), &true.into()));
    assert_eq!(world.check("ada@example.com", user::PASSWORD), 0);
    assert_eq!(keys.iter().map(|key| world.verify(key)).collect::<Vec<_>>(), [0, 0, 10]);
    let listed = world.keys(&["--user", "ada@example.com"]);
    assert!(listed.iter().all(|key| key["last_used"].is_string() && key["prefix"].is_null()), "{listed:?}");
    // And after each change the application sees it.
    world.run(&["apikey", "revoke", "1", "--yes"]).succeeds();
    world.run(&["user", "check-password", "2", "--from", "env:PW", "--upgrade"]);
    let check = world.command(&["user", "check-password", "2", "--from", "env:PW", "--upgrade"]);
    check.env("PW", user::PASSWORD).run().succeeds();
    let seen = "
import argon2
user = session.query(User).filter_by(email='Ada@example.com').one()
argon2.PasswordHasher().verify(user.password_hash, sys.argv[2])
print([is_valid(key) for key in sys.argv[3:]], user.is_active)
";
    let see = || application(world, seen, &[&[user::PASSWORD], keys].concat());
    assert_eq!(see(), "[False, True, False] True\n");
    world.run(&["user", "disable", "ada@example.com", "--yes"]).succeeds();
    assert_eq!(see(), "[False, False, False] False\n");
    world.run(&["user", "enable", "ada@example.com"]).succeeds();
    assert_eq!(see(), "[False, True, False] True\n");
    world.run(&["user", "delete", "ada@example.com", "--yes"]).succeeds();
    assert_eq!(application(world, "print(session.query(User).count(), session.query(ApiKey).count())", &[]), "1 0\n");
});

/// Models as SQLAlchemy's defaults make them: UUIDs made by the code, an enum, times with and without a zone.
const OTHER_MODELS: &str = "
import datetime, enum, hashlib, sys, uuid
from sqlalchemy import Boolean, DateTime, Enum, ForeignKey, String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Role(enum.Enum):
    ADMIN = 1
    MODERATOR = 2
    USER = 3

class Base(DeclarativeBase):
    pass

now = lambda: datetime.datetime.now(datetime.timezone.utc)

class User(Base):
    __tablename__ = 'user'
    id: Mapped[uuid.UUID] = mapped_column('user id', primary_key=True, default=uuid.uuid4)
    mail: Mapped[str] = mapped_column(String(120), unique=True)
    pw: Mapped[str] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(default=Role.USER)
    enabled: Mapped[bool] = mapped_column(default=True)

class Key(Base):
    __tablename__ = 'api_key'
    key: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    owner: Mapped[uuid.UUID] = mapped_column(ForeignKey('user.user id'))
    label: Mapped[str]
    created: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), default=now)
    expires: Mapped[datetime.datetime | None]
    enabled: Mapped[bool] = mapped_column(default=True)

engine = create_engine(sys.argv[1])
session = Session(engine)
";

#[track_caller]
fn other_application(world: &World, code: &str, args: &[&str]) -> String {
    let address = address(world);
    python(&format!("{OTHER_MODELS}\n{code}"), &[&[address.as_str()], args].concat(), b"")
}

on_every_engine!(an_application_of_its_own_making_is_served_in_its_own_types, World::with_database, |world| {
    other_application(world, "Base.metadata.create_all(engine)", &[]);
    let make = "session.add(User(mail='root@example.com', pw='!', role=Role.ADMIN)); session.commit()";
    other_application(world, make, &[]);
    let directory = world.installation();
    world.run(&["init", directory.to_str().unwrap()]).succeeds();
    let config = directory.join("claviger.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}\n{MAPPING}")).unwrap();
    world.set("CLAVIGER_CONFIG", config);

    let create = ["user", "create", "ada@example.com", "--role", "moderator", "--no-password", "-o", "json"];
    let created = world.run(&create).succeeds_with(true).json();
    let key = world.with_key("ada@example.com", "deploy");
    world.with_key("root@example.com", "another");
    let read = "
ada = session.scalars(select(User).where(User.mail == 'ada@example.com')).one()
key = session.scalars(select(Key).where(Key.digest == hashlib.sha256(sys.argv[2].encode()).hexdigest())).one()
assert ada.role is Role.MODERATOR and ada.id == uuid.UUID(sys.argv[3]) and key.owner == ada.id
for row in session.scalars(select(User)).all() + session.scalars(select(Key)).all():
    assert type(row.enabled) is bool, row.enabled
assert isinstance(key.key, uuid.UUID) and key.label == 'deploy'
assert key.expires.tzinfo is None and key.expires > datetime.datetime.utcnow()
created = key.created if key.created.tzinfo else key.created.replace(tzinfo=datetime.timezone.utc)
assert abs(created - now()) < datetime.timedelta(minutes=5)
print(ada.enabled, key.enabled)
";
    let see = || other_application(world, read, &[&key, created["id"].as_str().unwrap()]);
    assert_eq!(see(), "True True\n");
    world.run(&["user", "disable", "ada@example.com", "--yes"]).succeeds();
    world.run(&["apikey", "revoke", &key[..12], "--yes"]).succeeds();
    assert_eq!(see(), "False False\n");
    // And the other way round.
    let make = "
ada = session.scalars(select(User).where(User.mail == 'ada@example.com')).one()
ada.enabled = True
session.add(Key(digest=hashlib.sha256(b'a key of the application').hexdigest(), owner=ada.id, label='app'))
session.commit()
";
    other_application(world, make, &[]);
    assert_eq!((world.verify("a key of the application"), world.verify(&key)), (0, 10));
    let listed = world.keys(&["--user", "ada@example.com"]);
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|key| key["created_at"].is_string()), "{listed:?}");
    world.run(&["user", "delete", created["id"].as_str().unwrap(), "--yes"]).succeeds();
    assert_eq!(other_application(world, "print(len(session.scalars(select(Key)).all()))", &[]), "1\n");
});

/// Values that a column may hold, one a line; no newline within.
const VALUES: &str = "
import os, random, sys
from cryptography.fernet import Fernet, MultiFernet
random.seed(7)
values = ['', 'x', 'größe 漢字 🔑', '-', '+1 555 0100', 'x' * 100_000]
values += [''.join(chr(random.choice([random.randrange(32, 127), random.randrange(160, 0x2000)])) for _ in range(n)) for n in range(1, 150)]
fernet = Fernet(sys.argv[1])
";

#[test]
fn python_reads_what_claviger_encrypts() {
    let world = World::installed(Engine::Sqlite);
    let key = keyring::key(&world);
    let values = python(&format!("{VALUES}\nprint('\\n'.join(values))"), &[&key], b"");
    let tokens = world.command(&["keyring", "encrypt"]).stdin(&values).run().succeeds();
    let code = "
import time
tokens = sys.stdin.read().splitlines()
assert [fernet.decrypt(token).decode() for token in tokens] == values
assert all(abs(fernet.extract_timestamp(token) - time.time()) < 300 for token in tokens)
assert all(len(token) == len(fernet.encrypt(value.encode())) for token, value in zip(tokens, values))
print(len(tokens))
";
    assert_eq!(python(&format!("{VALUES}\n{code}"), &[&key], &tokens.stdout), "155\n");
}

#[test]
fn claviger_reads_what_python_encrypts() {
    let world = World::installed(Engine::Sqlite);
    world.command(&["keyring", "encrypt"]).stdin("first use").run().succeeds();
    let code = "
import time
moments = [0, 1, int(time.time()), int(time.time()) + 3600, 4_000_000_000, 2**40]
tokens = [fernet.encrypt_at_time(value.encode(), moments[n % len(moments)]) for n, value in enumerate(values)]
several = MultiFernet([Fernet(Fernet.generate_key()), fernet])
tokens.append(several.rotate(fernet.encrypt(b'x')) and MultiFernet([fernet]).encrypt(b'last'))
print('\\n'.join(token.decode() for token in tokens))
";
    let key = keyring::key(&world);
    let tokens = python(&format!("{VALUES}\n{code}"), &[&key], b"");
    let plain = world.command(&["keyring", "decrypt"]).stdin(tokens).run_in_vain().succeeds();
    let expected = python(&format!("{VALUES}\nprint('\\n'.join(values + ['last']))"), &[&key], b"");
    assert!(plain.text() == expected, "{:.300}\n{:.300}", plain.text(), expected);
    let foreign = python(
        "from cryptography.fernet import Fernet; print(Fernet(Fernet.generate_key()).encrypt(b'x').decode())",
        &[],
        b"",
    );
    world.command(&["keyring", "decrypt"]).stdin(foreign).run_in_vain().exits(9);
}
