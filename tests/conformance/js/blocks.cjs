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
