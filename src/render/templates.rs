//! The templates, and their mistakes as diagnostics.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use super::address::Address;
use super::assets::{Assets, read_all};
use crate::diagnostic::{Diagnostic, Place, SourceFile, nearest};
use crate::embedded;

/// The templates of a site.
pub(super) struct Templates {
    tera: Tera,
    /// Names with their texts, to point into.
    files: BTreeMap<String, Arc<SourceFile>>,
}

impl Templates {
    /// The built-in templates, and those of a site owner in their place.
    pub(super) fn load(
        overrides: Option<&Path>,
        assets: &Assets,
        address: &Address,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut files: BTreeMap<String, Arc<SourceFile>> = BTreeMap::new();
        for (name, bytes) in embedded::templates() {
            add(&mut files, name, &format!("built-in {name}"), bytes)?;
        }
        if let Some(folder) = overrides {
            for (name, bytes) in read_all(folder)? {
                add(&mut files, &name, &folder.join(&name).display().to_string(), &bytes)?;
            }
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml"]);
        register(&mut tera, assets.links(), address.clone());
        let texts = files.iter().map(|(name, file)| (name.clone(), file.text.as_str()));
        let loaded = tera.add_raw_templates(texts);
        let templates = Self { tera, files };
        match loaded {
            Ok(()) => Ok(templates),
            Err(error) => Err(vec![templates.diagnostic(&error)]),
        }
    }

    /// Renders one file.
    pub(super) fn render(&self, name: &str, context: &Context) -> Result<String, Diagnostic> {
        self.tera.render(name, context).map_err(|error| self.diagnostic(&error))
    }

    fn diagnostic(&self, error: &tera::Error) -> Diagnostic {
        let report = match error.kind() {
            tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                report
            }
            other => return Diagnostic::error("template-error", other.to_string()),
        };
        let diagnostic = Diagnostic::error("template-error", report.message());
        match self.files.get(report.filename()) {
            Some(file) => {
                let range = report.span().range.clone();
                diagnostic.at(Place::new(file, range), "in this template")
            }
            None => diagnostic,
        }
    }
}

/// A context with everything that all pages have.
pub(super) fn context(site: &impl Serialize, page: &impl Serialize) -> Context {
    let mut context = Context::new();
    context.insert("site", site);
    context.insert("page", page);
    context
}

fn add(
    files: &mut BTreeMap<String, Arc<SourceFile>>,
    name: &str,
    path: &str,
    bytes: &[u8],
) -> Result<(), Vec<Diagnostic>> {
    let is_template = [".html", ".xml", ".txt"].iter().any(|ending| name.ends_with(ending));
    if name.starts_with("assets/") || !is_template {
        return Ok(());
    }
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| {
        vec![Diagnostic::error("not-utf-8", format!("the template `{path}` is not UTF-8"))]
    })?;
    let file = SourceFile { path: path.to_owned(), text };
    files.insert(name.to_owned(), Arc::new(file));
    Ok(())
}

/// `asset(path=..)`: the address of an asset. `url(path=..)`: that of a page.
fn register(tera: &mut Tera, links: BTreeMap<String, String>, address: Address) {
    tera.register_function(
        "asset",
        move |arguments: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
            let path: String = arguments.must_get("path")?;
            links.get(&path).cloned().ok_or_else(|| {
                let near = nearest(&path, links.keys().map(String::as_str));
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                tera::Error::message(format!("there is no asset `{path}`{near}"))
            })
        },
    );
    tera.register_function(
        "url",
        move |arguments: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
            let path: String = arguments.must_get("path")?;
            Ok(address.link(path.trim_start_matches('/')))
        },
    );
}
