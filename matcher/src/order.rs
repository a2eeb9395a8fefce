//! One sort for everything that is sorted here. Each type that the standard library's sort is
//! used with adds kilobytes to the browser's module; this one knows only numbers.

/// Items by ascending key; those with equal keys stay in the order in which they came.
pub(crate) fn by_key<T>(items: Vec<T>, key: impl Fn(&T) -> u64) -> Vec<T> {
    let order = order(items.iter().map(key).collect());
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| items.get_mut(place)?.take()).collect()
}

fn order(keys: Vec<u64>) -> Vec<usize> {
    let mut placed: Vec<(u64, usize)> = keys.into_iter().zip(0..).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn equal_keys_keep_their_order() {
        let sorted = super::by_key(vec!["bb", "a", "aa", "b"], |text| text.len() as u64);
        assert_eq!(sorted, ["a", "b", "bb", "aa"]);
    }
}
