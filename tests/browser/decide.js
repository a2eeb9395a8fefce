async (address, texts) => {
  const { kindOf } = await import(new URL(address, location.origin).href);
  return texts.map((text) => kindOf(text));
}
