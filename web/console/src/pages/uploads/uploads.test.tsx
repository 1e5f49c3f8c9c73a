import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { percentReceived, type Upload } from "@/api/uploads";
import { renderPage } from "@/components/test_page";
import { GoOn } from "./go_on";
import { importOf } from "./import_of";
import { UploadBadge } from "./upload_badge";
import { UploadProgress } from "./upload_progress";
import { UploadReply } from "./upload_reply";

const upload: Upload = {
  id: "upl_1",
  kind: "whole",
  operation: "ledger.imports.upload_transfers",
  state: "receiving",
  length: 9_000_000,
  received: 3_500_000,
  created_at: "2026-03-04T10:00:00Z",
  expires_at: "2026-03-05T10:00:00Z",
};

describe("an upload", () => {
  it("shows how much has come", () => {
    renderPage(<UploadProgress upload={upload} />);
    expect(screen.getByText("3.5 MB of 9.0 MB · 38%")).toBeTruthy();
    const bar = screen.getByRole("progressbar", { name: "Received" });
    expect(bar.getAttribute("aria-valuenow")).toBe("38");
  });

  it("shows no bar once all has come", () => {
    renderPage(<UploadProgress upload={{ ...upload, received: upload.length }} />);
    expect(screen.getByText("9.0 MB")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("is whole when it is empty", () => {
    expect(percentReceived({ ...upload, length: 0, received: 0 })).toBe(100);
  });

  it("says where it stands", () => {
    renderPage(<UploadBadge state="failed" />);
    expect(screen.getByText("Refused")).toBeTruthy();
  });

  it("says why it was refused", () => {
    const reply = JSON.stringify({
      title: "Invalid",
      code: "validation_failed",
      errors: [{ pointer: "", code: "xml", detail: "line 1: This is not well-formed XML" }],
    });
    renderPage(<UploadReply upload={{ ...upload, state: "failed", reply_status: 400, reply }} />);
    expect(screen.getByRole("alert").textContent).toContain("line 1: This is not well-formed XML");
  });

  it("knows the import that it became", () => {
    const id = "imp_01m82sskvqfk0s89pbmv18beyw";
    const reply = JSON.stringify({ id, name: "march.ndjson" });
    expect(importOf({ ...upload, reply })).toBe(id);
    expect(importOf({ ...upload, operation: "others.upload", reply })).toBeUndefined();
    expect(importOf(upload)).toBeUndefined();
  });

  it("does not go on with a file of another size", async () => {
    const { container } = renderPage(
      <QueryClientProvider client={new QueryClient()}>
        <GoOn upload={upload} />
      </QueryClientProvider>,
    );
    const input = container.querySelector<HTMLInputElement>("input[type=file]");
    if (input === null) throw new Error("no field for a file");
    await userEvent.upload(input, new File(["{}"], "april.ndjson"));
    expect(screen.getByRole("alert").textContent).toBe(
      "april.ndjson is another file: it has 2 B, not 9.0 MB.",
    );
  });
});
