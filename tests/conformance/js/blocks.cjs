// What the app shows, apart from what it does.
'use strict';

const button = (text, actionId, value) => ({
  type: 'button',
  text: { type: 'plain_text', text },
  action_id: actionId,
  value,
});

exports.replaceable = (words) => [
  { type: 'section', text: { type: 'mrkdwn', text: words } },
  {
    type: 'actions',
    elements: [button('Replace it', 'replace', 'one'), button('Remove it', 'remove', 'two')],
  },
];

// A button's label has 75 characters at most, and an image needs an alt_text.
exports.broken = [
  { type: 'actions', elements: [button('x'.repeat(76), 'too_long', 'x')] },
  { type: 'image', image_url: 'https://stickers.example.com/cat.png' },
];

const plain = (text) => ({ type: 'plain_text', text });
const packSelect = {
  type: 'external_select',
  action_id: 'pack',
  placeholder: plain('A pack'),
  min_query_length: 1,
};

exports.select = (words) => [
  { type: 'section', text: { type: 'mrkdwn', text: words } },
  { type: 'actions', elements: [packSelect] },
];

// A modal's title has 24 characters at most.
exports.settings = (title) => ({
  type: 'modal',
  callback_id: 'settings',
  title: plain(title),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'count',
      label: plain('Previews'),
      element: { type: 'plain_text_input', action_id: 'count' },
    },
    { type: 'input', block_id: 'pack', optional: true, label: plain('Pack'), element: packSelect },
  ],
});

exports.home = (words) => ({
  type: 'home',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: words } }],
});

exports.packs = (typed) =>
  ['noto-anim', 'fluent-3d', 'openmoji']
    .filter((name) => name.startsWith(typed))
    .map((name) => ({ text: plain(name), value: name }));
