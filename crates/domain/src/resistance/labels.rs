//! The words of one file, each stored once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::dto::LabelField;

/// Place of a label in its [`Labels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LabelId(pub u16);

impl LabelId {
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The distinct labels of a file, with the field each is in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<(LabelField, String)>")]
pub struct Labels(Vec<(LabelField, String)>);

/// A file has more distinct labels than a laboratory has words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {MAX} distinct labels")]
pub struct TooManyLabels;

/// Most distinct labels of one file.
pub const MAX: usize = 20_000;

impl Labels {
    /// The labels in their order.
    pub fn iter(&self) -> impl Iterator<Item = (LabelId, LabelField, &str)> {
        self.0.iter().enumerate().map(|(index, (field, label))| {
            // At most `MAX` labels are ever added.
            (LabelId(u16::try_from(index).unwrap_or(u16::MAX)), *field, label.as_str())
        })
    }

    /// The field of an id; nothing for an id of another file.
    pub fn field(&self, id: LabelId) -> Option<LabelField> {
        self.0.get(id.index()).map(|(field, _)| *field)
    }

    /// The label of an id; empty for an id of another file.
    pub fn text(&self, id: LabelId) -> &str {
        self.0.get(id.index()).map_or("", |(_, label)| label)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<Vec<(LabelField, String)>> for Labels {
    type Error = TooManyLabels;

    fn try_from(labels: Vec<(LabelField, String)>) -> Result<Self, TooManyLabels> {
        (labels.len() <= MAX).then_some(Self(labels)).ok_or(TooManyLabels)
    }
}

impl FromIterator<(LabelField, String)> for Labels {
    fn from_iter<I: IntoIterator<Item = (LabelField, String)>>(labels: I) -> Self {
        Self(labels.into_iter().collect())
    }
}

/// Gives every label its place.
#[derive(Debug, Default)]
pub struct LabelWriter {
    labels: Labels,
    places: HashMap<(LabelField, String), LabelId>,
}

impl LabelWriter {
    /// The place of a label, added when it is new; nothing for an empty one.
    ///
    /// # Errors
    /// `TooManyLabels`.
    pub fn place(
        &mut self,
        field: LabelField,
        label: &str,
    ) -> Result<Option<LabelId>, TooManyLabels> {
        if label.is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.places.get(&(field, label.to_owned())) {
            return Ok(Some(*id));
        }
        if self.labels.len() >= MAX {
            return Err(TooManyLabels);
        }
        let id = LabelId(u16::try_from(self.labels.len()).map_err(|_| TooManyLabels)?);
        self.labels.0.push((field, label.to_owned()));
        self.places.insert((field, label.to_owned()), id);
        Ok(Some(id))
    }

    pub fn finish(self) -> Labels {
        self.labels
    }
}
