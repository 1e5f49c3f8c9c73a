// The shape that bench.echo reads and writes back; the JSON example is in ../README.md.

const text = (maxLength) => ({ type: 'string', minLength: 1, maxLength });

const address = {
  type: 'object',
  additionalProperties: false,
  required: ['street', 'city', 'zip', 'country'],
  properties: { street: text(120), city: text(80), zip: text(12), country: text(2) },
};

export const echoShape = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'currency', 'quantity', 'price', 'active', 'tags', 'address',
    'created_at'],
  properties: {
    id: text(40),
    name: text(120),
    currency: { type: 'string', minLength: 3, maxLength: 3 },
    quantity: { type: 'integer', minimum: 0, maximum: 1000000 },
    price: { type: 'string', pattern: '^-?[0-9]{1,18}(\\.[0-9]{1,18})?$' },
    active: { type: 'boolean' },
    tags: { type: 'array', maxItems: 20, items: text(40) },
    address,
    note: { type: 'string', maxLength: 500 },
    created_at: { type: 'string', format: 'date-time' },
  },
};
