// Verifies one webhook with the two published libraries. Standard input: {"secret", "headers",
// "body"}; prints the payload as standardwebhooks returns it (svix returns nothing), or fails.
import { readFileSync } from "node:fs";
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
new Svix(secret).verify(body, headers);
console.log(JSON.stringify([new Standard(secret).verify(body, headers)]));
