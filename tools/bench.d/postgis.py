"""A PostgreSQL server with PostGIS for a benchmark: in a temporary folder, gone with it."""
import os
import shutil
import subprocess
import tempfile
import time

PROGRAMS = "/usr/lib/postgresql/15/bin/"


class Server:
    """`with Server() as server`: `server.source` is its name for GDAL."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="parcelmap-postgis-")
        # PostgreSQL refuses to run as root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres", "postgres")
        data = os.path.join(self.folder, "data")
        self.run("initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.process = subprocess.Popen(
            [*self.user, PROGRAMS + "postgres", "-D", data, "-c", "listen_addresses=", "-k", self.folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        self.source = f"PG:dbname=postgres user=test host={self.folder}"
        for _ in range(200):
            if self.sql("SELECT 1", check=False) == 0:
                break
            time.sleep(0.05)
        self.sql("CREATE EXTENSION postgis")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *arguments):
        subprocess.run([*self.user, PROGRAMS + program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def sql(self, statement, check=True):
        command = ["psql", "-h", self.folder, "-U", "test", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qc", statement]
        return subprocess.run(command, check=check, stdout=subprocess.DEVNULL,
                              stderr=None if check else subprocess.DEVNULL).returncode

    def load(self, path):
        """The parcels of a GeoPackage as the table thua_dat, with an index on its ward field."""
        subprocess.run(["ogr2ogr", "-q", "-f", "PostgreSQL", self.source, path, "parcels", "-nln", "thua_dat",
                        "-lco", "LAUNDER=NO", "-lco", "GEOMETRY_NAME=geom", "-lco", "FID=fid"],
                       check=True, env={**os.environ, "PG_USE_COPY": "YES"})
        self.sql('CREATE INDEX ON thua_dat ("MaXa")')
        self.sql("VACUUM ANALYZE thua_dat")
