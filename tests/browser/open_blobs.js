// What opening each blob throws; null for one that opens.
async (blobs) => {
  const { matcherJs, matcherWasm } = document.getElementById("ask-form").dataset;
  const absolute = (address) => new URL(address, location.origin);
  const glue = await import(absolute(matcherJs).href);
  await glue.default({ module_or_path: absolute(matcherWasm) });
  return blobs.map((blob) => {
    try {
      new glue.Matcher(new Uint8Array(blob));
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : `not an Error: ${error}`;
    }
  });
}
