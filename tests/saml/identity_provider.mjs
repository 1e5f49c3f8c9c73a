// An identity provider on samlify, a step a call:
//
//   node identity_provider.mjs metadata KEY CERTIFICATE
//   node identity_provider.mjs answer KEY CERTIFICATE OUR_METADATA URL [WHAT_IS_SIGNED [CHANGES]]
//
// `answer` reads the request in the URL and prints the form's value. WHAT_IS_SIGNED is "assertion"
// (unless said), "message" or "both". CHANGES is JSON: values of the template in place of the usual
// ones, and "seconds" by which the provider's clock is wrong.
import { readFileSync } from "node:fs";
import samlify from "samlify";

const { IdentityProvider, ServiceProvider, SamlLib, Constants, setSchemaValidator } = samlify;
// Schemas are not what is tested here; what we write is read by samlify's own extractor.
setSchemaValidator({ validate: async () => "not looked at" });

const [step, keyFile, certificateFile, ourMetadata, url, signed = "assertion", changes = "{}"] =
  process.argv.slice(2);
const { seconds = 0, group, ...values } = JSON.parse(changes);

const STATEMENT =
  '<saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="_session"><saml:AuthnContext>' +
  "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport" +
  "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>";

const identityProvider = IdentityProvider({
  entityID: "https://idp.example/metadata",
  privateKey: readFileSync(keyFile),
  signingCert: readFileSync(certificateFile),
  requestSignatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  nameIDFormat: ["urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"],
  singleSignOnService: [
    {
      Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
      Location: "https://idp.example/sso",
    },
  ],
  loginResponseTemplate: {
    context: SamlLib.defaultLoginResponseTemplate.context.replace("{AuthnStatement}", STATEMENT),
    attributes: [
      {
        name: "mail",
        valueTag: "user.email",
        nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
        valueXsiType: "xs:string",
      },
      ...(group === undefined
        ? []
        : [
            {
              name: "groups",
              valueTag: "user.group",
              nameFormat: "urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
              valueXsiType: "xs:string",
            },
          ]),
    ],
  },
});

// What the template leaves open, filled as samlify's documentation shows.
const fill = (requestId, consumer) => (template) => {
  const now = new Date(Date.now() + seconds * 1000);
  const later = new Date(now.getTime() + 300_000).toISOString();
  const filled = {
    ID: "_" + crypto.randomUUID(),
    AssertionID: "_" + crypto.randomUUID(),
    Destination: consumer.url,
    Audience: consumer.entity,
    SubjectRecipient: consumer.url,
    Issuer: identityProvider.entityMeta.getEntityID(),
    IssueInstant: now.toISOString(),
    StatusCode: Constants.StatusCode.Success,
    ConditionsNotBefore: now.toISOString(),
    ConditionsNotOnOrAfter: later,
    SubjectConfirmationDataNotOnOrAfter: later,
    NameIDFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    NameID: "person@customer.example",
    InResponseTo: requestId,
    attrUserEmail: "person@customer.example",
    attrUserGroup: group,
    ...values,
  };
  return { id: filled.ID, context: SamlLib.replaceTagsByValue(template, filled) };
};

if (step === "metadata") {
  process.stdout.write(identityProvider.getMetadata());
} else {
  const serviceProvider = ServiceProvider({
    metadata: readFileSync(ourMetadata),
    wantMessageSigned: signed !== "assertion",
    messageSigningOrder: "sign-then-encrypt",
  });
  if (signed === "message") serviceProvider.entityMeta.isWantAssertionsSigned = () => false;
  const query = Object.fromEntries(new URL(url).searchParams);
  const request = await identityProvider.parseLoginRequest(serviceProvider, "redirect", { query });
  const consumer = {
    url: serviceProvider.entityMeta.getAssertionConsumerService("post"),
    entity: serviceProvider.entityMeta.getEntityID(),
  };
  if (request.extract.request.assertionConsumerServiceUrl !== consumer.url)
    throw new Error("the request names another address than the metadata");
  const answer = await identityProvider.createLoginResponse(
    serviceProvider,
    request,
    "post",
    { email: "person@customer.example" },
    fill(request.extract.request.id, consumer),
  );
  process.stdout.write(answer.context);
}
