// Standard input: {"description": an OpenAPI document, "answers": [{"schema", "body", "what"}]}. Prints what is wrong, a
// line each: with the document itself, and with answers that are not as it says.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { Validator } from "@seriousme/openapi-schema-validator";

const { description, answers } = JSON.parse(readFileSync(0, "utf8"));
const result = await new Validator().validate(structuredClone(description));
if (!result.valid) console.log(`not OpenAPI: ${JSON.stringify(result.errors).slice(0, 2000)}`);

const ajv = new Ajv.default({ strict: false, allErrors: true });
ajv.addSchema(description, "api");
const compiled = {};
for (const { schema, body, what } of answers) {
  const validate = (compiled[schema] ??= ajv.compile(
    schema.endsWith("[]") ? { type: "array", items: { $ref: `api#/components/schemas/${schema.slice(0, -2)}` } } : { $ref: `api#/components/schemas/${schema}` }));
  if (!validate(body)) console.log(`${what} is no ${schema}: ${ajv.errorsText(validate.errors)}`);
}
console.log(`checked ${answers.length}`);
