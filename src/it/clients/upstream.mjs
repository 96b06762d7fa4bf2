// A provider that plays the same scene to every client: it asks for a tool that reads note.txt, and answers with what the tool said.
// usage: node upstream.mjs FOLDER; FOLDER is where note.txt lies. Prints its port. Each request it gets is one line on stderr: method, path, whether a tool has answered.
import http from 'node:http';

const COMMAND = 'cat note.txt';
const TEXT = 'The note says: ';
const NOTE = `${process.argv[2] ?? '.'}/note.txt`;

const body = request => new Promise(resolve => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
});

const sse = (response, events) => {
  response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-cache'});
  for (const [name, data] of events) {
    response.write((name ? `event: ${name}\n` : '') + `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  }
  response.end();
};

const json = (response, value, status = 200) => {
  response.writeHead(status, {'content-type': 'application/json'});
  response.end(JSON.stringify(value));
};

// ---- Anthropic Messages ----

const anthropicResult = asked => {
  const last = asked.messages?.at(-1)?.content;
  const result = Array.isArray(last) ? last.find(part => part.type === 'tool_result') : undefined;
  if (!result) return undefined;
  return typeof result.content === 'string' ? result.content : (result.content ?? []).map(part => part.text ?? '').join('');
};

/** A shell where there is one, else what reads a file: Droid lets its reader work unasked only. */
const anthropicTools = [
  {name: 'Bash', input: {command: COMMAND, description: 'Read the note'}},
  {name: 'Read', input: {file_path: NOTE}},
];

const anthropic = (asked, response) => {
  const said = anthropicResult(asked);
  const tool = anthropicTools.find(known => asked.tools?.some(tool => tool.name === known.name));
  const message = {
    id: 'msg_1', type: 'message', role: 'assistant', model: asked.model, content: [], stop_reason: null, stop_sequence: null,
    usage: {input_tokens: 20, output_tokens: 1, cache_read_input_tokens: 5, cache_creation_input_tokens: 0},
  };
  const wantsTool = said === undefined && tool;
  const block = wantsTool
    ? {type: 'tool_use', id: 'toolu_1', name: tool.name, input: {}}
    : {type: 'text', text: ''};
  const delta = wantsTool
    ? {type: 'input_json_delta', partial_json: JSON.stringify(tool.input)}
    : {type: 'text_delta', text: said === undefined ? 'Hello.' : TEXT + said};
  const stop = wantsTool ? 'tool_use' : 'end_turn';
  if (!asked.stream) {
    const content = wantsTool ? {...block, input: tool.input} : {type: 'text', text: delta.text};
    json(response, {...message, content: [content], stop_reason: stop});
    return said;
  }
  sse(response, [
    ['message_start', {type: 'message_start', message}],
    ['content_block_start', {type: 'content_block_start', index: 0, content_block: block}],
    ['content_block_delta', {type: 'content_block_delta', index: 0, delta}],
    ['content_block_stop', {type: 'content_block_stop', index: 0}],
    ['message_delta', {type: 'message_delta', delta: {stop_reason: stop, stop_sequence: null}, usage: {output_tokens: 12}}],
    ['message_stop', {type: 'message_stop'}],
  ]);
  return said;
};

// ---- OpenAI Responses ----

const responsesResult = asked => {
  const items = Array.isArray(asked.input) ? asked.input : [];
  const result = items.find(item => item.type === 'function_call_output' || item.type === 'custom_tool_call_output');
  if (!result) return undefined;
  return typeof result.output === 'string' ? result.output : JSON.stringify(result.output);
};

/** Tools go by other names in other releases: the first that takes a command is used. */
const shellCall = tools => {
  const functions = (tools ?? []).filter(tool => tool.type === 'function');
  const byField = field => functions.find(tool => tool.parameters?.properties?.[field]);
  const cmd = byField('cmd');
  if (cmd) return {name: cmd.name, arguments: JSON.stringify({cmd: COMMAND})};
  const command = byField('command');
  if (!command) return undefined;
  const isList = command.parameters.properties.command.type === 'array';
  return {name: command.name, arguments: JSON.stringify({command: isList ? ['bash', '-lc', COMMAND] : COMMAND})};
};

const responses = (asked, response) => {
  const said = responsesResult(asked);
  const call = said === undefined ? shellCall(asked.tools) : undefined;
  const item = call
    ? {type: 'function_call', id: 'fc_1', call_id: 'call_1', status: 'completed', ...call}
    : {type: 'message', id: 'msg_1', role: 'assistant', status: 'completed',
       content: [{type: 'output_text', text: said === undefined ? 'Hello.' : TEXT + said, annotations: []}]};
  const usage = {input_tokens: 20, input_tokens_details: {cached_tokens: 5}, output_tokens: 12,
                 output_tokens_details: {reasoning_tokens: 0}, total_tokens: 32};
  const whole = {id: 'resp_1', object: 'response', created_at: 1, status: 'completed', model: asked.model, output: [item], usage};
  if (!asked.stream) {
    json(response, whole);
    return said;
  }
  sse(response, [
    ['response.created', {type: 'response.created', sequence_number: 0, response: {...whole, status: 'in_progress', output: [], usage: null}}],
    ['response.output_item.added', {type: 'response.output_item.added', sequence_number: 1, output_index: 0, item}],
    ['response.output_item.done', {type: 'response.output_item.done', sequence_number: 2, output_index: 0, item}],
    ['response.completed', {type: 'response.completed', sequence_number: 3, response: whole}],
  ]);
  return said;
};

// ---- OpenAI Chat Completions ----

const chat = (asked, response) => {
  const said = asked.messages?.find(message => message.role === 'tool')?.content;
  const call = said === undefined ? shellCall((asked.tools ?? []).map(tool => ({...tool.function, type: tool.type}))) : undefined;
  const message = call
    ? {role: 'assistant', content: null, tool_calls: [{index: 0, id: 'call_1', type: 'function', function: call}]}
    : {role: 'assistant', content: said === undefined ? 'Hello.' : TEXT + said};
  const usage = {prompt_tokens: 20, completion_tokens: 12, total_tokens: 32, prompt_tokens_details: {cached_tokens: 5}};
  const whole = {id: 'chatcmpl-1', created: 1, model: asked.model};
  const finish = call ? 'tool_calls' : 'stop';
  if (!asked.stream) {
    json(response, {...whole, object: 'chat.completion', choices: [{index: 0, message, finish_reason: finish}], usage});
    return said;
  }
  const chunk = (choices, more) => ['', {...whole, object: 'chat.completion.chunk', choices, ...more}];
  sse(response, [
    chunk([{index: 0, delta: message, finish_reason: null}]),
    chunk([{index: 0, delta: {}, finish_reason: finish}]),
    ...asked.stream_options?.include_usage ? [chunk([], {usage})] : [],
    ['', '[DONE]'],
  ]);
  return said;
};

// ---- Gemini ----

const geminiResult = asked => {
  const parts = (asked.contents ?? []).flatMap(content => content.parts ?? []);
  const result = parts.find(part => part.functionResponse);
  return result && JSON.stringify(result.functionResponse.response);
};

/** Something of the form that is asked for: the CLI asks so which model to use. */
const exampleOf = schema => {
  const type = String(schema?.type).toLowerCase();
  if (schema?.enum) return schema.enum[0];
  if (type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, form]) => [name, exampleOf(form)]));
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  return type === 'integer' || type === 'number' ? schema.minimum ?? 1 : 'because';
};

const gemini = (asked, response, streamed) => {
  const said = geminiResult(asked);
  const schema = asked.generationConfig?.responseJsonSchema ?? asked.generationConfig?.responseSchema;
  if (schema) {
    const text = JSON.stringify(exampleOf(schema));
    const answer = {candidates: [{index: 0, content: {role: 'model', parts: [{text}]}, finishReason: 'STOP'}],
                    usageMetadata: {promptTokenCount: 20, candidatesTokenCount: 12, totalTokenCount: 32}, modelVersion: 'gemini'};
    if (streamed) sse(response, [['', answer]]);
    else json(response, answer);
    return undefined;
  }
  const tools = (asked.tools ?? []).flatMap(tool => tool.functionDeclarations ?? []);
  const shell = tools.find(tool => tool.name === 'run_shell_command');
  const part = said === undefined && shell
    ? {functionCall: {name: shell.name, args: {command: COMMAND, description: 'Read the note'}}}
    : {text: said === undefined ? 'Hello.' : TEXT + said};
  const answer = {
    candidates: [{index: 0, content: {role: 'model', parts: [part]}, finishReason: 'STOP'}],
    usageMetadata: {promptTokenCount: 20, candidatesTokenCount: 12, totalTokenCount: 32, cachedContentTokenCount: 5},
    modelVersion: 'gemini',
  };
  if (streamed) sse(response, [['', answer]]);
  else json(response, answer);
  return said;
};

const server = http.createServer(async (request, response) => {
  const text = await body(request);
  const asked = text ? JSON.parse(text) : {};
  const path = request.url.split('?')[0];
  let said;
  if (path.endsWith('/count_tokens')) json(response, {input_tokens: 20});
  else if (path.endsWith('/messages')) said = anthropic(asked, response);
  else if (path.endsWith('/responses')) said = responses(asked, response);
  else if (path.endsWith('/chat/completions')) said = chat(asked, response);
  else if (path.includes(':countTokens')) json(response, {totalTokens: 20});
  else if (path.includes('enerateContent')) said = gemini(asked, response, path.includes(':stream'));
  else if (path.endsWith('/models')) json(response, {object: 'list', data: [], models: []});
  else json(response, {error: {type: 'not_found_error', message: 'not part of the scene'}}, 404);
  console.error(`${request.method} ${path} ${said === undefined ? 'no tool result' : 'tool result'}`);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
