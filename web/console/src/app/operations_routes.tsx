import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { console_ } from "./console_route";
import * as search from "./operations_search";
import { sortedBy } from "./search_params";

/** These pages bring words of their own, which are not in the first load. */
const operations = createRoute({
  getParentRoute: () => console_,
  id: "operations",
  component: lazyRouteComponent(() => import("./operations_words"), "OperationsWords"),
});

const sagas = createRoute({
  getParentRoute: () => operations,
  path: "/sagas",
  validateSearch: search.sagas,
  component: lazyRouteComponent(() => import("@/pages/sagas/sagas_page"), "SagasPage"),
});
const saga = createRoute({
  getParentRoute: () => operations,
  path: "/sagas/$sagaId",
  component: lazyRouteComponent(() => import("@/pages/sagas/saga_page"), "SagaPage"),
});
const observability = createRoute({
  getParentRoute: () => operations,
  path: "/observability",
  validateSearch: search.observability,
  component: lazyRouteComponent(
    () => import("@/pages/observability/observability_page"),
    "ObservabilityPage",
  ),
});
const limitPlans = createRoute({
  getParentRoute: () => operations,
  path: "/limit-plans",
  component: lazyRouteComponent(
    () => import("@/pages/limit_plans/limit_plans_page"),
    "LimitPlansPage",
  ),
});
const events = createRoute({
  getParentRoute: () => operations,
  path: "/events",
  validateSearch: search.events,
  component: lazyRouteComponent(() => import("@/pages/events/events_page"), "EventsPage"),
});
const deadLetters = createRoute({
  getParentRoute: () => operations,
  path: "/dead-letters",
  validateSearch: search.deadLetters,
  component: lazyRouteComponent(
    () => import("@/pages/dead_letters/dead_letters_page"),
    "DeadLettersPage",
  ),
});
const deadLetter = createRoute({
  getParentRoute: () => operations,
  path: "/dead-letters/$consumer/$eventId",
  component: lazyRouteComponent(
    () => import("@/pages/dead_letters/dead_letter_page"),
    "DeadLetterPage",
  ),
});
const jobs = createRoute({
  getParentRoute: () => operations,
  path: "/jobs",
  validateSearch: search.jobs,
  component: lazyRouteComponent(() => import("@/pages/jobs/jobs_page"), "JobsPage"),
});
const job = createRoute({
  getParentRoute: () => operations,
  path: "/jobs/$jobId",
  component: lazyRouteComponent(() => import("@/pages/jobs/job_page"), "JobPage"),
});
const schedules = createRoute({
  getParentRoute: () => operations,
  path: "/schedules",
  validateSearch: sortedBy("name"),
  component: lazyRouteComponent(() => import("@/pages/schedules/schedules_page"), "SchedulesPage"),
});
const uploads = createRoute({
  getParentRoute: () => operations,
  path: "/uploads",
  validateSearch: search.uploads,
  component: lazyRouteComponent(() => import("@/pages/uploads/uploads_page"), "UploadsPage"),
});
const upload = createRoute({
  getParentRoute: () => operations,
  path: "/uploads/$uploadId",
  component: lazyRouteComponent(() => import("@/pages/uploads/upload_page"), "UploadPage"),
});
const delivery = createRoute({
  getParentRoute: () => operations,
  path: "/event-delivery",
  component: lazyRouteComponent(
    () => import("@/pages/event_delivery/event_delivery_page"),
    "EventDeliveryPage",
  ),
});
const webhooks = createRoute({
  getParentRoute: () => operations,
  path: "/webhooks",
  validateSearch: search.webhooks,
  component: lazyRouteComponent(() => import("@/pages/webhooks/webhooks_page"), "WebhooksPage"),
});
const endpoint = createRoute({
  getParentRoute: () => operations,
  path: "/webhooks/$endpointId",
  validateSearch: search.endpoint,
  component: lazyRouteComponent(() => import("@/pages/webhooks/endpoint_page"), "EndpointPage"),
});
const gateway = createRoute({
  getParentRoute: () => operations,
  path: "/gateway",
  validateSearch: search.gateway,
  component: lazyRouteComponent(() => import("@/pages/gateway/gateway_page"), "GatewayPage"),
});
const platformGateway = createRoute({
  getParentRoute: () => operations,
  path: "/platform-gateway",
  validateSearch: search.platformGateway,
  component: lazyRouteComponent(
    () => import("@/pages/platform_gateway/platform_gateway_page"),
    "PlatformGatewayPage",
  ),
});
const oauthClients = createRoute({
  getParentRoute: () => operations,
  path: "/oauth-clients",
  component: lazyRouteComponent(
    () => import("@/pages/oauth_clients/oauth_clients_page"),
    "OAuthClientsPage",
  ),
});
const audit = createRoute({
  getParentRoute: () => operations,
  path: "/audit",
  validateSearch: search.audit,
  component: lazyRouteComponent(() => import("@/pages/audit/audit_page"), "AuditPage"),
});
const auditEntry = createRoute({
  getParentRoute: () => operations,
  path: "/audit/$entryId",
  component: lazyRouteComponent(() => import("@/pages/audit/entry_page"), "AuditEntryPage"),
});

const design = createRoute({
  getParentRoute: () => operations,
  path: "/design",
  component: lazyRouteComponent(() => import("@/pages/design/design_page"), "DesignPage"),
});

/** The pages of what runs and ran: sagas, events, jobs, webhooks, the audit, the platform itself. */
export const operationsRoute = operations.addChildren([
  sagas,
  saga,
  events,
  deadLetters,
  deadLetter,
  jobs,
  job,
  schedules,
  uploads,
  upload,
  delivery,
  observability,
  limitPlans,
  webhooks,
  endpoint,
  gateway,
  platformGateway,
  oauthClients,
  audit,
  auditEntry,
  design,
]);
