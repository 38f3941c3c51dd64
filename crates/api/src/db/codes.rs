//! Closed enumerations are stored as the text code they have on the wire.

use std::error::Error;

use diesel::{QueryResult, result::Error as DieselError};
use serde::{
    Deserialize, Serialize,
    de::{IntoDeserializer, value},
};

/// The code of a value.
pub fn encode<T: Serialize>(value: T) -> QueryResult<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => Ok(code),
        Ok(other) => Err(DieselError::SerializationError(format!("{other} is no code").into())),
        Err(error) => Err(DieselError::SerializationError(error.into())),
    }
}

/// The value of a stored code.
pub fn decode<'de, T: Deserialize<'de>>(code: &'de str) -> QueryResult<T> {
    T::deserialize(code.into_deserializer()).map_err(|error: value::Error| {
        let error: Box<dyn Error + Send + Sync> = format!("{code}: {error}").into();
        DieselError::DeserializationError(error)
    })
}
