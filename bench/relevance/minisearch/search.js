// Standard input: {"documents": [{"emoji", "words"}], "queries": ["…"], "limit": N}.
// Standard output: one list of emoji per query, the best first.
//   node search.js DIR    DIR: where install.sh put the package
const { createRequire } = require("module");
const path = require("path");
const MiniSearch = createRequire(path.resolve(process.argv[2], "x.js"))("minisearch");

const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
// As its page tells a beginner to begin: prefixes, and a fifth of a word's letters may be wrong.
const index = new MiniSearch({
  idField: "emoji",
  fields: ["words"],
  searchOptions: { prefix: true, fuzzy: 0.2 },
});
index.addAll(given.documents);
const emoji = (query) => index.search(query.normalize("NFC")).slice(0, given.limit).map((r) => r.id);
process.stdout.write(JSON.stringify(given.queries.map(emoji)));
