"""A server whose database is its own folder's, but run by the test and behind a fault proxy."""

from fault_proxy import FaultProxy
from private_database import PrivateDatabase
from victim import Victim


class ProxiedVictim(Victim):
    def __init__(self, folder, options=()):
        first = Victim(folder, options)  # makes cluster, roles and schema, and leaves in order
        assert first.stop() == 0, first.log_end()
        self.database = PrivateDatabase(first.data)
        self.proxy = FaultProxy(self.database.socket)
        url = f"host=127.0.0.1 port={self.proxy.port} dbname=sangam sslmode=disable"
        try:
            super().__init__(folder, [*options, "--database-url", url + " gssencmode=disable"])
        except BaseException:
            self.stop_database()
            raise

    def stop(self):
        status = super().stop()
        self.stop_database()
        return status

    def stop_database(self):
        self.proxy.close()
        self.database.stop()
