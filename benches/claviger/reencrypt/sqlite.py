"""The table in SQLite and its floor, in the directory of the installation.

    sqlite.py template | fresh | same | floor | loop

`floor` and `loop` print the seconds of the work alone.
"""

import json
import os
import sqlite3
import sys
import time

# `password || ''` would write nothing: a value that stays the same is left on its page. This one has the same length
# and is another.
FLOOR = "UPDATE connection SET password = substr(password, 2) || substr(password, 1, 1)"
BATCH = 5000


def template(database):
    database.execute("CREATE TABLE template (id INTEGER PRIMARY KEY, name TEXT, password TEXT)")
    with open("tokens") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        database.executemany("INSERT INTO template (name, password) VALUES (?, ?)", rows)
    database.commit()


def fresh(database):
    database.execute("DROP TABLE IF EXISTS connection")
    database.execute("CREATE TABLE connection (id INTEGER PRIMARY KEY, name TEXT, password TEXT)")
    database.execute("INSERT INTO connection SELECT id, name, password FROM template ORDER BY id")
    database.execute("CREATE INDEX connection_name ON connection (name)")
    database.commit()
    database.execute("ANALYZE")
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def same(database):
    query = "SELECT count(*) FROM connection JOIN template USING (id) WHERE connection.password = template.password"
    print(database.execute(query).fetchone()[0])


def floor(database):
    start = time.perf_counter()
    database.execute(FLOOR)
    database.commit()
    print("seconds", time.perf_counter() - start)


def loop(database):
    from cryptography.fernet import Fernet, MultiFernet

    keys = json.loads(os.environ["KEYRING"])["keys"]
    keys.sort(key=lambda key: key["state"] != "primary")
    ring = MultiFernet([Fernet(key["key"]) for key in keys])
    start = time.perf_counter()
    last = 0
    while True:
        query = "SELECT id, password FROM connection WHERE id > ? ORDER BY id LIMIT ?"
        rows = database.execute(query, (last, BATCH)).fetchall()
        if not rows:
            break
        changes = [(ring.rotate(old).decode(), number, old) for number, old in rows]
        database.executemany("UPDATE connection SET password = ? WHERE id = ? AND password = ?", changes)
        database.commit()
        last = rows[-1][0]
    print("seconds", time.perf_counter() - start)


database = sqlite3.connect("app.db", timeout=30)
{"template": template, "fresh": fresh, "same": same, "floor": floor, "loop": loop}[sys.argv[1]](database)
database.close()
