//! What every test starts from.

mod answer;
mod app;
mod database;
mod hospital;
mod laboratory;
mod mails;
mod people;
mod postgres;
mod process;
mod provider;
mod search;
mod smtp;
mod sqlite;
mod uploads;

pub use answer::Answer;
pub use app::TestApp;
pub use database::{Backend, TestDatabase, count, prepare, texts};
pub use hospital::{Hospital, samples};
pub use laboratory::{Laboratory, coli, only};
pub use people::{PASSWORD, Person, problem};
pub use postgres::available;
pub use process::{Environment, Server, read_answer};
pub use provider::IdentityProvider;
pub use search::{dump, files_of, found};
pub use smtp::{Authority, SmtpServer, smtp_available, wait_for};
pub use uploads::Form;

/// Runs each test, an `async fn(TestApp)`, on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            use crate::harness::{Backend, TestApp};
            $(#[actix_web::test]
            async fn $test() {
                super::$test(TestApp::new(Backend::Sqlite).await).await;
            })+
        }
        mod on_postgres {
            use crate::harness::{Backend, TestApp, available};
            $(#[actix_web::test]
            async fn $test() {
                if available() {
                    super::$test(TestApp::new(Backend::Postgres).await).await;
                }
            })+
        }
    };
}

/// Runs each test, an `async fn(Backend)`, on SQLite and on PostgreSQL.
macro_rules! on_both_backends {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[actix_web::test]
            async fn $test() {
                super::$test(crate::harness::Backend::Sqlite).await;
            })+
        }
        mod on_postgres {
            $(#[actix_web::test]
            async fn $test() {
                if crate::harness::available() {
                    super::$test(crate::harness::Backend::Postgres).await;
                }
            })+
        }
    };
}
