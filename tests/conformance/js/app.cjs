// A small app as Bolt's documentation shows it; nothing in it knows that Slack is not Slack but
// SLACK_API_URL. What it saw and what its calls came to goes to standard output, one JSON object
// a line; Bolt's own log to standard error.
'use strict';

const { App, LogLevel, webApi } = require('@slack/bolt');
const { replaceable, broken, select, settings, home, packs } = require('./blocks.cjs');

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const logger = {
  debug: () => {},
  info: (...words) => console.error(...words),
  warn: (...words) => console.error(...words),
  error: (...words) => console.error(...words),
  setLevel: () => {},
  getLevel: () => LogLevel.INFO,
  setName: () => {},
};

const http = process.env.SLACK_SIGNING_SECRET;
const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logger,
  ...(http
    ? { signingSecret: http }
    : { socketMode: true, appToken: process.env.SLACK_APP_TOKEN }),
});

// A call's end, in one form for both SDKs.
const ended = (call, answer) =>
  tell({ call, ok: true, ts: answer.ts, message_ts: answer.message_ts });
function failed(call, error) {
  const data = error.data ?? {};
  tell({
    call,
    ok: false,
    error: data.error ?? error.message,
    needed: data.needed,
    messages: data.response_metadata?.messages,
    status: error.response?.status,
  });
}
async function tried(call, run) {
  try {
    const answer = await run();
    ended(call, answer ?? {});
    return answer;
  } catch (error) {
    failed(call, error);
    return undefined;
  }
}

const commands = {
  reply: ({ ack, words }) => ack(words),
  shout: ({ ack, words }) => ack({ response_type: 'in_channel', text: words }),
  late: async ({ ack, words }) => {
    await pause(3400);
    await ack(words);
    tell({ acked: 'late' });
  },
  buttons: ({ ack, words }) => ack({ text: words, blocks: replaceable(words) }),
  post: async ({ ack, words, client }) => {
    await ack();
    const [channel, ...text] = words.split(' ');
    await tried('chat.postMessage', () =>
      client.chat.postMessage({ channel, text: text.join(' '), unfurl_links: false }));
  },
  broken: async ({ ack, words, client }) => {
    await ack();
    await tried('chat.postMessage', () =>
      client.chat.postMessage({ channel: words, text: 'broken', blocks: broken }));
  },
  edit: async ({ ack, words, client }) => {
    await ack();
    const draft = await tried('chat.postMessage', () =>
      client.chat.postMessage({ channel: words, text: 'a draft' }));
    await tried('chat.update', () =>
      client.chat.update({ channel: words, ts: draft.ts, text: 'the final words' }));
    const other = await tried('chat.postMessage', () =>
      client.chat.postMessage({ channel: words, text: 'a slip of the pen' }));
    await tried('chat.delete', () => client.chat.delete({ channel: words, ts: other.ts }));
  },
  whisper: async ({ ack, words, client, body }) => {
    await ack();
    await tried('chat.postEphemeral', () =>
      client.chat.postEphemeral({ channel: body.channel_id, user: body.user_id, text: words }));
  },
  respond: async ({ ack, words, respond }) => {
    await ack();
    for (let use = 1; use <= Number(words); use += 1) {
      await tried('response_url', () => respond(`use ${use}`));
    }
  },
  select: ({ ack }) => ack({ text: 'choose a pack', blocks: select('choose a pack') }),
  modal: async ({ ack, words, client, body }) => {
    await ack();
    const view = settings(words === 'broken' ? 'x'.repeat(25) : 'Settings');
    const open = () => client.views.open({ trigger_id: body.trigger_id, view });
    await tried('views.open', open);
    if (words === 'twice') await tried('views.open', open);
  },
  refresh: async ({ ack, words, client }) => {
    await ack();
    const renew = () => client.oauth.v2.access({
      client_id: '0.twin',
      client_secret: 'twin-client-secret',
      grant_type: 'refresh_token',
      refresh_token: words,
    });
    const renewed = await tried('oauth.v2.access', renew);
    const other = new webApi.WebClient(renewed.access_token, {
      slackApiUrl: process.env.SLACK_API_URL,
    });
    await tried('auth.test', () => other.auth.test());
    await tried('oauth.v2.access', renew);
  },
  who: async ({ ack, words, client }) => {
    await ack();
    const answer = await tried('users.info', () => client.users.info({ user: words }));
    tell({ who: answer.user.profile.display_name, locale: answer.user.locale });
  },
};

app.command('/sticker', async (args) => {
  const [name, ...words] = args.command.text.split(' ');
  tell({ command: name, text: args.command.text, user: args.command.user_id });
  await commands[name]({ ...args, words: words.join(' ') });
});

app.event('app_mention', async ({ event, say, context }) => {
  tell({ event: event.type, text: event.text, retry: context.retryNum, why: context.retryReason });
  if (event.text.includes('answer')) await tried('say', () => say(`heard ${event.user}`));
});

app.message(async ({ message }) => {
  tell({ event: `message.${message.channel_type}`, text: message.text });
});

app.action('replace', async ({ ack, respond, action }) => {
  await ack();
  tell({ action: 'replace', value: action.value });
  await tried('response_url', () =>
    respond({ replace_original: true, text: `chose ${action.value}` }));
});

app.action('remove', async ({ ack, respond }) => {
  await ack();
  await tried('response_url', () => respond({ delete_original: true }));
});

app.options('pack', async ({ options, ack }) => {
  tell({ options: 'pack', typed: options.value });
  await ack({ options: packs(options.value) });
});

app.view('settings', async ({ ack, view, body }) => {
  const count = view.state.values.count.count.value;
  tell({ view: 'settings', count, user: body.user.id });
  if (count === '9') {
    await ack({ response_action: 'errors', errors: { count: '3 to 5, please' } });
  } else if (count === '5') {
    await ack({ response_action: 'update', view: settings('Five it is') });
  } else {
    await ack();
  }
});

app.shortcut('sticker_search', async ({ ack, shortcut, client }) => {
  await ack();
  tell({ shortcut: shortcut.callback_id, user: shortcut.user.id });
  await tried('views.open', () =>
    client.views.open({ trigger_id: shortcut.trigger_id, view: settings('From a shortcut') }));
});

app.shortcut('sticker_reply', async ({ ack, shortcut, respond }) => {
  await ack();
  tell({ shortcut: shortcut.callback_id, text: shortcut.message.text, ts: shortcut.message.ts });
  await tried('response_url', () => respond('seen it'));
});

app.event('app_home_opened', async ({ event, client }) => {
  tell({ event: event.type, tab: event.tab });
  await tried('views.publish', () =>
    client.views.publish({ user_id: event.user, view: home('Welcome home') }));
});

app.error(async (error) => tell({ wrong: error.code, data: error.data?.error ?? error.message }));

(async () => {
  try {
    const server = await app.start(http ? { port: 0, host: '127.0.0.1' } : undefined);
    tell({ ready: true, port: http ? server.address().port : undefined });
  } catch (error) {
    tell({ ready: false, error: error.data?.error ?? error.message });
    process.exit(1);
  }
})();
