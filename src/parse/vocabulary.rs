//! The vocabularies of `fixbook.yaml`: products, platforms, roles.

use std::collections::BTreeSet;

use super::types::Ref;
use super::yaml::{Fields, Node};
use crate::config::{Platform, Product, Role};
use crate::diag::nearest;
use crate::model::ProductId;

/// `products`, with their parents found.
pub fn products<'a>(fields: &Fields<'a>) -> Vec<Product> {
    let plain = |id: String| {
        (
            Product {
                name: id.clone(),
                id,
                parent: None,
                icon: None,
                description: None,
            },
            None,
        )
    };
    let with_parents: Vec<(Product, Option<(Ref, Node<'a>)>)> =
        vocabulary(fields, "products", plain, |inner, id| {
            let parent = inner
                .get("parent")
                .and_then(|node| Some((node.reference()?, node)));
            let product = Product {
                name: inner.string("name").unwrap_or_else(|| id.clone()),
                id,
                parent: None,
                icon: inner.string("icon"),
                description: inner.string("description"),
            };
            (product, parent)
        });
    let (mut products, parents): (Vec<Product>, Vec<_>) = with_parents.into_iter().unzip();
    let ids: Vec<String> = products.iter().map(|product| product.id.clone()).collect();
    let parents: Vec<Option<(usize, Node<'a>)>> = parents
        .into_iter()
        .map(|parent| {
            let (name, node) = parent?;
            let found = ids.iter().position(|id| *id == name.text);
            if found.is_none() {
                let help = match nearest(&name.text, ids.iter().map(String::as_str)) {
                    Some(id) => format!("did you mean `{id}`?"),
                    None => "declare it in `products`".to_owned(),
                };
                node.error(
                    "unknown-product",
                    format!("there is no product `{}`", name.text),
                    help,
                );
            }
            Some((found?, node))
        })
        .collect();
    for start in 0..products.len() {
        let Some((parent, node)) = &parents[start] else {
            continue;
        };
        let mut next = Some(*parent);
        let mut hops = 0;
        while let Some(at) = next.filter(|at| *at != start && hops <= products.len()) {
            hops += 1;
            next = parents[at].as_ref().map(|(parent, _)| *parent);
        }
        if next.is_some() {
            node.error(
                "product-cycle",
                format!("`{}` belongs to itself", products[start].id),
                "take `parent` away from one product of the ring",
            );
        } else {
            products[start].parent = Some(ProductId(*parent));
        }
    }
    products
}

/// `platforms`, or the usual ones where the file gives none.
pub fn platforms(fields: &Fields<'_>) -> Vec<Platform> {
    if fields.get("platforms").is_none() {
        let known = [
            ("ios", "iPhone", "iPhone iPad", "phone"),
            ("android", "Android", "Android", "phone"),
            ("windows", "Windows", "Windows", "pc"),
            ("macos", "Mac", "Macintosh", "pc"),
            ("linux", "Linux", "Linux", "pc"),
            ("web", "Web browser", "", "doc"),
        ];
        return known
            .map(|(id, label, detect, icon)| Platform {
                id: id.to_owned(),
                label: label.to_owned(),
                detect: detect.split_whitespace().map(str::to_owned).collect(),
                icon: Some(icon.to_owned()),
            })
            .to_vec();
    }
    let plain = |id: String| Platform {
        label: id.clone(),
        id,
        detect: Vec::new(),
        icon: None,
    };
    vocabulary(fields, "platforms", plain, |inner, id| Platform {
        label: inner.string("label").unwrap_or_else(|| id.clone()),
        id,
        detect: inner
            .references("detect")
            .into_iter()
            .map(|word| word.text)
            .collect(),
        icon: inner.string("icon"),
    })
}

/// `roles`.
pub fn roles(fields: &Fields<'_>) -> Vec<Role> {
    let plain = |id: String| Role {
        label: id.clone(),
        id,
    };
    vocabulary(fields, "roles", plain, |inner, id| Role {
        label: inner.string("label").unwrap_or_else(|| id.clone()),
        id,
    })
}

/// A name that may stand in an address and a style class.
fn id(node: &Node<'_>, seen: &mut BTreeSet<String>) -> Option<String> {
    let text = node.string()?;
    let plain = text
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !plain || text.starts_with('-') || text == "all" || text == "index" {
        node.error(
            "bad-id",
            format!("`{text}` cannot be a name here"),
            "use lower-case letters, digits and `-`; `all` and `index` are taken",
        );
        return None;
    }
    if !seen.insert(text.clone()) {
        node.error(
            "repeated-id",
            format!("`{text}` is declared twice"),
            "keep one of them, or give this one another name",
        );
        return None;
    }
    Some(text)
}

/// Items of a vocabulary: names, or maps with `id`.
fn vocabulary<'a, T>(
    fields: &Fields<'a>,
    key: &'static str,
    plain: impl Fn(String) -> T,
    full: impl Fn(&Fields<'a>, String) -> T,
) -> Vec<T> {
    let items = fields
        .get(key)
        .map(|node| node.items("a list"))
        .unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut list = Vec::new();
    for item in items {
        if !item.is_map() {
            list.extend(id(&item, &mut seen).map(&plain));
            continue;
        }
        let inner = item.fields("a map with `id`");
        let name = inner
            .need("id", "write `id: a-short-name`")
            .and_then(|value| id(&value, &mut seen));
        let full = full(&inner, name.clone().unwrap_or_default());
        inner.finish();
        list.extend(name.map(|_| full));
    }
    list
}
