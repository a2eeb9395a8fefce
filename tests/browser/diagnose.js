// Texts come as UTF-16 code units, because JSON from a driver cannot carry half a surrogate pair.
async (texts) => {
  const { matcherJs, matcherWasm, knowledge } = document.getElementById("ask-form").dataset;
  const absolute = (address) => new URL(address, location.origin);
  const glue = await import(absolute(matcherJs).href);
  await glue.default({ module_or_path: absolute(matcherWasm) });
  const matcher = new glue.Matcher(new Uint8Array(await (await fetch(knowledge)).arrayBuffer()));
  const text = (units) => {
    let joined = "";
    // A call takes only so many arguments.
    for (let at = 0; at < units.length; at += 10_000) joined += String.fromCharCode(...units.slice(at, at + 10_000));
    return joined;
  };
  return texts.map((units) => matcher.diagnose(new TextEncoder().encode(text(units))));
}
