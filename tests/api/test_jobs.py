"""Jobs and schedules, as a tenant sees them."""

import json
import time

import pytest

from client import Problem


def wait_for(tenant, job, state, seconds=20):
    """The job's detail once it is in `state`."""
    end = time.monotonic() + seconds
    while True:
        found = tenant.api.jobs_get(id=job)
        if found["job"]["state"] == state:
            return found
        assert time.monotonic() < end, found
        time.sleep(0.05)


def start(tenant, **payload):
    return tenant.api.jobs_start(kind="platform.echo", payload=json.dumps(payload))["id"]


def test_a_job_is_done_and_tells_what_it_said(tenant):
    found = wait_for(tenant, start(tenant, text="hello"), "done")
    assert found["job"]["attempts"] == 1
    assert found["attempts"][0]["log"] == ["hello"]


def test_a_job_that_fails_is_tried_again(tenant):
    found = wait_for(tenant, start(tenant, failures=1), "done")
    assert [attempt["outcome"] for attempt in found["attempts"]] == ["failed", "done"]
    assert "told to fail" in found["attempts"][0]["error"]


def test_a_dead_job_can_be_tried_again(tenant):
    job = start(tenant, hopeless=True)
    wait_for(tenant, job, "dead")
    assert [one["id"] for one in tenant.api.jobs_list(state="dead")["items"]] == [job]
    tenant.api.jobs_retry(id=job)
    assert len(wait_for(tenant, job, "dead")["attempts"]) >= 1


def test_a_running_job_is_cancelled(tenant):
    job = start(tenant, delay_ms=600_000)
    wait_for(tenant, job, "running")
    tenant.api.jobs_cancel(id=job)
    wait_for(tenant, job, "cancelled")
    with pytest.raises(Problem) as refused:
        tenant.api.jobs_cancel(id=job)
    assert refused.value.status == 409


def test_a_schedule_follows_the_sandbox_clock(tenant):
    made = tenant.api.job_schedules_create(name="nightly", kind="platform.echo",
                                           cron="30 2 * * *", zone="Asia/Kolkata")
    assert made["next_at"].endswith("T21:00:00Z")
    tenant.api.sandbox_advance_clock(seconds=24 * 3600)
    end = time.monotonic() + 20
    while not (jobs := tenant.api.jobs_list(schedule=made["id"], state="done")["items"]):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert len(jobs) == 1
    assert tenant.api.job_schedules_get(id=made["id"])["next_at"] > made["next_at"]


def test_times_are_previewed_and_mistakes_named(tenant):
    shown = tenant.api.job_schedules_preview(cron="@hourly", zone="Europe/Berlin", count=3)
    assert len(shown["items"]) == 3
    with pytest.raises(Problem) as refused:
        tenant.api.job_schedules_preview(cron="61 * * * *")
    assert refused.value.status == 400


def test_jobs_of_others_are_unknown(tenant, operator):
    job = start(tenant)
    other = type(tenant)(operator)
    with pytest.raises(Problem) as refused:
        other.api.jobs_get(id=job)
    assert refused.value.status == 404
