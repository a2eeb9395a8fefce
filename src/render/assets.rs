//! Styles, scripts, icons and the browser's modules: files whose names carry a hash of their
//! bytes, so that a browser may keep them for ever.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::address::Address;
use super::view::ModulesView;
use crate::diagnostic::Diagnostic;
use crate::embedded;

/// Assets with their names before and after hashing.
#[derive(Debug)]
pub(super) struct Assets {
    sources: BTreeMap<String, Vec<u8>>,
    /// Logical name, `js/home.js`, to path below the root, `assets/js/home.1a2b3c.js`.
    paths: BTreeMap<String, String>,
    files: BTreeMap<String, Vec<u8>>,
    address: Address,
    /// The service worker stands at the site's root and not among assets.
    offline_worker: String,
}

/// The asset that becomes the site's service worker.
const OFFLINE_WORKER: &str = "js/offline-worker.js";

impl Assets {
    /// The built-in assets, and those of a site owner in their place.
    pub(super) fn load(
        overrides: Option<&Path>,
        address: &Address,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut sources: BTreeMap<String, Vec<u8>> = embedded::templates()
            .iter()
            .filter_map(|(name, bytes)| {
                Some((name.strip_prefix("assets/")?.to_owned(), bytes.to_vec()))
            })
            .collect();
        if let Some(folder) = overrides.map(|folder| folder.join("assets")).filter(|f| f.is_dir()) {
            for (name, bytes) in read_all(&folder)? {
                sources.insert(name, bytes);
            }
        }
        // What the editor needs to check the scripts is not part of the site.
        sources.retain(|name, _| !name.ends_with("jsconfig.json") && !name.ends_with(".d.ts"));
        let offline_worker = sources.remove(OFFLINE_WORKER).unwrap_or_default();
        let offline_worker = String::from_utf8_lossy(&offline_worker).into_owned();
        let mut assets = Self {
            sources,
            paths: BTreeMap::new(),
            files: BTreeMap::new(),
            address: address.clone(),
            offline_worker,
        };
        let names: Vec<_> = assets.sources.keys().cloned().collect();
        for name in names {
            assets.resolve(&name, &mut Vec::new()).map_err(|diagnostic| vec![diagnostic])?;
        }
        Ok(assets)
    }

    /// Adds what the browser loads to match and to search.
    pub(super) fn add_modules(
        &mut self,
        knowledge: &[u8],
        index: &[u8],
    ) -> Result<ModulesView, Vec<Diagnostic>> {
        let modules = embedded::browser_modules().map_err(|missing| {
            vec![Diagnostic::error("no-browser-modules", missing.to_string())]
        })?;
        for (name, bytes) in modules {
            self.add(&format!("modules/{name}"), bytes.to_vec());
        }
        self.add("modules/knowledge.bin", knowledge.to_vec());
        self.add("modules/index.bin", index.to_vec());
        let link = |name: &str| self.link(&format!("modules/{name}")).unwrap_or_default();
        Ok(ModulesView {
            matcher_js: link("matcher.js"),
            matcher_wasm: link("matcher_bg.wasm"),
            knowledge: link("knowledge.bin"),
            search_js: link("search.js"),
            search_wasm: link("search_bg.wasm"),
            index: link("index.bin"),
        })
    }

    /// The address of an asset.
    pub(super) fn link(&self, name: &str) -> Option<String> {
        self.paths.get(name).map(|path| self.address.link(path))
    }

    /// Logical names with the addresses of assets, for templates.
    pub(super) fn links(&self) -> BTreeMap<String, String> {
        self.paths.iter().map(|(name, path)| (name.clone(), self.address.link(path))).collect()
    }

    /// The script of the service worker, still without what it is to keep.
    pub(super) fn take_offline_worker(&mut self) -> String {
        std::mem::take(&mut self.offline_worker)
    }

    /// The files with their paths below the root.
    pub(super) fn into_files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.files.into_iter()
    }

    /// Hashes an asset after those that it imports, whose names its bytes hold.
    fn resolve(&mut self, name: &str, importers: &mut Vec<String>) -> Result<(), Diagnostic> {
        if self.paths.contains_key(name) {
            return Ok(());
        }
        if importers.iter().any(|importer| importer == name) {
            let message = format!("the scripts {} import each other", importers.join(", "));
            return Err(Diagnostic::error("import-cycle", message)
                .help("move what they share into a module of its own"));
        }
        let Some(bytes) = self.sources.get(name).cloned() else { return Ok(()) };
        let bytes = match (name.rsplit_once('/'), String::from_utf8(bytes)) {
            (Some((folder, file)), Ok(text)) if file.ends_with(".js") => {
                importers.push(name.to_owned());
                let rewritten = self.rewrite_imports(&text, folder, importers)?;
                importers.pop();
                rewritten.into_bytes()
            }
            (_, Ok(text)) => text.into_bytes(),
            (_, Err(binary)) => binary.into_bytes(),
        };
        self.add(name, bytes);
        Ok(())
    }

    /// Replaces `"./name.js"` by the name with its hash. Only names of assets are replaced, so
    /// other texts stay as they are.
    fn rewrite_imports(
        &mut self,
        text: &str,
        folder: &str,
        importers: &mut Vec<String>,
    ) -> Result<String, Diagnostic> {
        let mut rewritten = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find("\"./") {
            let (before, after) = rest.split_at(start + 3);
            rewritten.push_str(before);
            rest = after;
            let Some(end) = after.find('"') else { break };
            let target = format!("{folder}/{}", &after[..end]);
            // A comment may speak of a module that imports this one: only imports are followed.
            let imports = rewritten.trim_end_matches("\"./").trim_end().ends_with("from")
                || rewritten.trim_end_matches("\"./").trim_end().ends_with("import");
            let in_comment =
                rewritten.rsplit('\n').next().is_some_and(|line| line.contains("@import"));
            if !imports || in_comment || !self.sources.contains_key(&target) {
                continue;
            }
            self.resolve(&target, importers)?;
            if let Some(path) = self.paths.get(&target) {
                rewritten.push_str(path.rsplit('/').next().unwrap_or(path));
                rest = &after[end..];
            }
        }
        rewritten.push_str(rest);
        Ok(rewritten)
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let hash = short_hash(&bytes);
        let path = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("assets/{stem}.{hash}.{ending}"),
            None => format!("assets/{name}.{hash}"),
        };
        self.paths.insert(name.to_owned(), path.clone());
        self.files.insert(path, bytes);
    }
}

/// The beginning of the SHA-256 of bytes, in hexadecimal.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// All files below a folder with their names, `/` between parts.
pub(super) fn read_all(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let unreadable = |path: &Path, reason: &dyn std::fmt::Display| {
        vec![Diagnostic::error(
            "unreadable",
            format!("`{}` cannot be read: {reason}", path.display()),
        )]
    };
    let mut files = Vec::new();
    for item in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let item = item.map_err(|error| unreadable(folder, &error))?;
        if item.file_type().is_file() {
            let path = item.path();
            let name = path.strip_prefix(folder).unwrap_or(path);
            let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
            let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
            files.push((parts.join("/"), bytes));
        }
    }
    Ok(files)
}
