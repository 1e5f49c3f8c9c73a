"""Opens a ledger and two accounts, pays from one to the other, and prints the statement.

SANGAM_URL and SANGAM_API_KEY are what `./run` prints.
"""

import os

from sangam import Problem, Sangam


def main() -> None:
    with Sangam(os.environ["SANGAM_URL"], api_key=os.environ["SANGAM_API_KEY"]) as client:
        ledger = client.ledger.ledgers.open(name="Example", asset="INR")["id"]
        till = client.ledger.accounts.open(ledger=ledger, name="Till")["id"]
        wages = client.ledger.accounts.open(ledger=ledger, name="Wages",
                                            limit="debits_must_not_exceed_credits")["id"]
        client.ledger.transfers.create(debit_account=till, credit_account=wages,
                                       amount={"amount": "5000.00", "asset": "INR"},
                                       reference="salaries", idempotency_key="november-" + ledger)
        try:
            client.ledger.transfers.create(debit_account=wages, credit_account=till,
                                           amount={"amount": "9000.00", "asset": "INR"})
        except Problem as problem:
            print("refused:", problem.ledger_status)
        for line in client.ledger.accounts.statement(wages):
            print(line["timestamp"][:10], line["kind"], line["balance"]["amount"])


if __name__ == "__main__":
    main()
