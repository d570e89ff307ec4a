"""What would be written in Python to bring a column under a new key, each as its own documentation shows it.

    peers.py copy | executemany | session

Reads the address from DATABASE_URL and the keys from KEYRING, and prints the seconds from the first connection to the
last commit. All keep what another writer changed meanwhile, but for `session`, which does not look.
"""

import json
import os
import sys
import time

from cryptography.fernet import Fernet, MultiFernet

BATCH = 5000


def keys():
    ring = json.loads(os.environ["KEYRING"])["keys"]
    ring.sort(key=lambda key: key["state"] != "primary")
    return MultiFernet([Fernet(key["key"]) for key in ring])


def batches(connection):
    last = 0
    while True:
        query = "SELECT id, password FROM connection WHERE id > %s ORDER BY id LIMIT %s"
        rows = connection.execute(query, (last, BATCH)).fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def copy(url, ring):
    import psycopg

    yield
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TEMPORARY TABLE batch (id bigint, old text, new text)")
        for rows in batches(connection):
            with connection.cursor().copy("COPY batch FROM STDIN") as target:
                for number, old in rows:
                    target.write_row((number, old, ring.rotate(old).decode()))
            connection.execute(
                "UPDATE connection SET password = batch.new FROM batch "
                "WHERE connection.id = batch.id AND connection.password = batch.old"
            )
            connection.execute("TRUNCATE batch")
            connection.commit()


def executemany(url, ring):
    import psycopg

    yield
    with psycopg.connect(url) as connection:
        for rows in batches(connection):
            changes = [(ring.rotate(old).decode(), number, old) for number, old in rows]
            connection.cursor().executemany(
                "UPDATE connection SET password = %s WHERE id = %s AND password = %s", changes
            )
            connection.commit()


def session(url, ring):
    import sqlalchemy.orm as orm
    from sqlalchemy import create_engine

    class Base(orm.DeclarativeBase):
        pass

    class Connection(Base):
        __tablename__ = "connection"
        id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
        name: orm.Mapped[str]
        password: orm.Mapped[str]

    yield
    engine = create_engine(url.replace("postgres://", "postgresql+psycopg://"))
    with orm.Session(engine) as work:
        for connection in work.query(Connection):
            connection.password = ring.rotate(connection.password).decode()
        work.commit()


def main():
    manner = {"copy": copy, "executemany": executemany, "session": session}[sys.argv[1]]
    run = manner(os.environ["DATABASE_URL"], keys())
    next(run)
    start = time.perf_counter()
    for _ in run:
        pass
    print(time.perf_counter() - start)


main()
