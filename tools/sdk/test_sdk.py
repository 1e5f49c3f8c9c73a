"""What is written of a small description, and of which descriptions nothing is."""

import ast
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))

import python_client  # noqa: E402
import typescript_client  # noqa: E402
from description import Description  # noqa: E402

THING = {"type": "object", "required": ["id"],
         "properties": {"id": {"type": "string", "description": "Its id"},
                        "state": {"type": "string", "enum": ["new", "old"]},
                        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}}}
PART = {"type": "object", "properties": {"from": {"type": "integer"}}}


def operation(name, kind="query", schema=None, **more):
    content = {"application/json": {"schema": schema}} if schema else {}
    return {"operationId": name, "summary": "Do it", "tags": ["things"], "x-kind": kind,
            "x-audience": "tenant", "responses": {"200": {"content": content}}} | more


def reference(name):
    return {"$ref": f"#/components/schemas/{name}"}


def page_of(name, **more):
    return {"type": "object", "properties": {"items": {"type": "array", "items": reference(name)},
                                             "next": {"type": "string"}} | more}


def parameter(name, place, kind="string"):
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": kind}}


def description(paths, **schemas):
    schemas = {"Thing": THING, "Part": PART} | schemas
    return Description({"components": {"schemas": schemas}, "paths": paths})


CURSOR = parameter("cursor", "query")
KEY = parameter("Idempotency-Key", "header")


def test_an_operation_is_a_method_of_both():
    described = description({
        "/things": {
            "get": operation("shop.things.list", schema=page_of("Thing"),
                             parameters=[CURSOR, parameter("from", "query", "integer")]),
            "post": operation("shop.things.make", "command", reference("Thing"), parameters=[KEY],
                              requestBody={"content": {"application/json": {
                                  "schema": reference("Part")}}})},
        "/things/{id}": {"delete": operation("shop.things.drop_one", "process",
                                             parameters=[parameter("id", "path")])}})
    python = python_client.client_files(described)
    for text in python.values():
        ast.parse(text)
    assert "from .shop import ShopOperations" in python["operations.py"]
    shop = python["shop.py"]
    assert "def list(self, *, cursor: str | None = None, from_: int | None = None) -> " \
           "Page[types.Thing]:" in shop
    assert 'query={"cursor": cursor, "from": from_}' in shop
    assert "def make(self, *, from_: int | None = None, idempotency_key: str | None = None)" in shop
    assert '"shop.things.make", "POST", "/things", "by_key"' in shop
    assert 'def drop_one(self, id: str) -> Reply:' in shop
    assert 'f"/things/{segment(id)}"' in shop and '"never"' in shop
    assert "async def make(" in python["async_shop.py"]
    assert 'Part = TypedDict("Part", {' in python["types.py"]
    assert 'state: NotRequired[Literal["new", "old"]]' in python["types.py"]

    typescript = typescript_client.client_files(described)
    assert "this.shop = new ShopOperations(caller);" in typescript["operations.ts"]
    shop = typescript["shop.ts"]
    assert "list(query: ShopThingsListQuery = {}, options?: RequestOptions): PageRequest<Thing>" in shop
    assert "make(body: Part = {}, options?: WriteOptions): Promise<Thing>" in shop
    assert "dropOne(id: string, options?: RequestOptions): Promise<void>" in shop
    schemas = typescript_client.types_document(described)["components"]["schemas"]
    assert set(schemas) == {"Part", "ShopThingsListQuery", "Thing"}


def test_what_strangers_call_is_never_sent_twice_by_itself():
    described = description({"/x": {"post": operation("x.do", "command", **{
        "x-audience": "everyone"})}})
    assert '"x.do", "POST", "/x", "never"' in python_client.client_files(described)["x.py"]


def test_a_name_is_an_operation_or_a_group():
    with pytest.raises(SystemExit, match="both operations and groups"):
        description({"/a": {"get": operation("a.b")}, "/b": {"get": operation("a.b.c")}})


def test_a_page_has_items_and_next_alone():
    described = description({"/a": {"get": operation("a.list", schema=page_of("Thing", total=PART),
                                                     parameters=[CURSOR])}})
    with pytest.raises(SystemExit, match="a.list: a page has items and next"):
        python_client.client_files(described)


def test_two_schemas_do_not_share_a_name():
    described = description({"/a": {"get": operation("a.list", schema=page_of("Thing"),
                                                     parameters=[CURSOR])}}, AListQuery=PART)
    with pytest.raises(SystemExit, match="AListQuery"):
        typescript_client.types_document(described)
