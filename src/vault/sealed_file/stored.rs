//! How names, times and values stand in the JSON of the body. Values are base64, since a secret may be any bytes.

use std::collections::BTreeMap;
use std::fmt;

use data_encoding::BASE64;
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::base::{Secret, Timestamp};
use crate::vault::{Document, Field};

/// A time, as microseconds since 1970.
#[derive(Clone, Copy)]
pub(super) struct StoredTime(pub(super) Timestamp);

impl Serialize for StoredTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0.as_microsecond())
    }
}

impl<'de> Deserialize<'de> for StoredTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let microseconds = i64::deserialize(deserializer)?;
        Timestamp::from_microsecond(microseconds).map(Self).map_err(D::Error::custom)
    }
}

/// A document as an object of base64 texts.
pub(super) struct StoredDocument(pub(super) Document);

impl Serialize for StoredDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, value)| (field.as_str(), Encoded(value))))
    }
}

impl<'de> Deserialize<'de> for StoredDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = BTreeMap::<Field, Decoded>::deserialize(deserializer)?;
        Ok(Self(fields.into_iter().map(|(field, Decoded(value))| (field, value)).collect()))
    }
}

struct Encoded<'a>(&'a Secret);

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(BASE64.encode(self.0.expose())))
    }
}

struct Decoded(Secret);

impl<'de> Deserialize<'de> for Decoded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Base64;
        impl Visitor<'_> for Base64 {
            type Value = Decoded;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("base64 text")
            }

            // Borrowed from the wiped body: base64 has nothing to escape, so the parser makes no copy of its own.
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Decoded, E> {
                let value = BASE64.decode(text.as_bytes()).map_err(|_| E::custom("not base64"))?;
                Ok(Decoded(Secret::new(value)))
            }
        }
        deserializer.deserialize_str(Base64)
    }
}
