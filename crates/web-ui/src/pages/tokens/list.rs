//! The tokens, and how to revoke one.

use domain::dto::{Scope, Token, TokenState};
use futures::FutureExt;
use leptos::prelude::*;

use crate::browser;
use crate::components::{Badge, Confirm, TableFrame, Tone};
use crate::format;
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::session::use_client;

/// One row per token, newest first.
#[component]
pub fn TokenTable(tokens: Vec<Token>, changed: Callback<()>) -> impl IntoView {
    let rows = tokens.into_iter().map(|token| view! { <Row token changed /> }).collect_view();
    view! {
        <TableFrame caption="Jetons de l’établissement" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Jeton"</th>
                    <th scope="col">"Ce qu’il permet"</th>
                    <th scope="col">"État"</th>
                    <th scope="col">"Dernier jour"</th>
                    <th scope="col">"Dernier usage"</th>
                    <th scope="col">"Action"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
    }
}

#[component]
fn Row(token: Token, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let id = token.id;
    let tone = match token.state {
        TokenState::Active => Tone::Success,
        TokenState::Expired | TokenState::Revoked => Tone::Neutral,
    };
    let revoke = Callback::new(move |()| {
        async move {
            client.revoke_token(&finess.get_untracked(), id).await?;
            changed.run(());
            Ok(())
        }
        .boxed_local()
    });
    let action = (token.state == TokenState::Active).then(|| {
        view! {
            <Confirm
                label="Révoquer"
                name=format!("Révoquer {}", token.name)
                class="btn btn-error btn-outline btn-sm"
                title=format!("Révoquer «\u{a0}{}\u{a0}»\u{202f}?", token.name)
                consequence="Le logiciel qui s’en sert ne pourra plus rien livrer, dès maintenant. Ce qu’il a \
                 déjà livré reste. Un jeton révoqué ne revient pas\u{a0}: il faut en créer un autre."
                keep="Garder le jeton"
                confirm="Révoquer le jeton"
                danger=true
                action=revoke
            />
        }
    });
    let used =
        token.last_used_at.as_deref().map_or_else(|| "Jamais".to_owned(), browser::local_date_time);
    view! {
        <tr>
            <th scope="row" class="min-w-44 font-normal">
                <span class="font-medium wrap-anywhere">{token.name}</span>
                <span class="block text-sm text-base-content/75">
                    {format!("{}, {}", token.created_by, browser::local_date_time(&token.created_at))}
                </span>
            </th>
            <td class="min-w-40">{allows(&token.scopes)}</td>
            <td><Badge tone text=labels::token_state(token.state) /></td>
            <td class="whitespace-nowrap">{format::day(&token.expires_on)}</td>
            <td class="min-w-36">{used}</td>
            <td>{action}</td>
        </tr>
    }
}

/// The widest scope says it all: delivering comes with reading.
fn allows(scopes: &[Scope]) -> &'static str {
    let widest = if scopes.contains(&Scope::ImportsWrite) {
        Scope::ImportsWrite
    } else {
        Scope::AnalysesRead
    };
    labels::scope(widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delivering_comes_with_reading() {
        assert_eq!(
            allows(&[Scope::AnalysesRead, Scope::ImportsWrite]),
            labels::scope(Scope::ImportsWrite)
        );
        assert_eq!(allows(&[Scope::AnalysesRead]), labels::scope(Scope::AnalysesRead));
    }
}
