async (queries, limit) => {
  const { searchJs, searchWasm, index } = document.getElementById("ask-form").dataset;
  const absolute = (address) => new URL(address, location.origin);
  const glue = await import(absolute(searchJs).href);
  await glue.default({ module_or_path: absolute(searchWasm) });
  const searcher = new glue.Searcher(new Uint8Array(await (await fetch(index)).arrayBuffer()));
  return queries.map((query) => searcher.search(query, limit));
}
