//! Who belongs to an establishment, and its charter.

use domain::dto::{
    Acceptance, Charter, Invitation, InvitationPreview, LegalText, LinkToken, Membership,
    MembershipCreated, MembershipPatch, MyMembership, NewInvitation, NewMembership, NewReferent,
    Page, Role,
};
use gloo_net::http::Method;

use super::{ApiError, Client};

impl Client {
    pub async fn join(self, finess: &str) -> Result<MembershipCreated, ApiError> {
        self.send_json(Method::POST, &members(finess), &NewMembership::default()).await
    }

    pub async fn members(self, finess: &str) -> Result<Page<Membership>, ApiError> {
        self.get(&members(finess)).await
    }

    /// Accepts a request, or changes a role.
    pub async fn set_role(
        self,
        finess: &str,
        user_id: i32,
        role: Role,
    ) -> Result<Membership, ApiError> {
        let path = format!("{}/{user_id}", members(finess));
        self.send_json(Method::PUT, &path, &MembershipPatch { role }).await
    }

    /// Refuses a request, removes a member, or leaves.
    pub async fn remove_member(self, finess: &str, user_id: i32) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, &format!("{}/{user_id}", members(finess))).await
    }

    pub async fn hand_over(self, finess: &str, user_id: i32) -> Result<(), ApiError> {
        let path = format!("/establishments/{finess}/referent");
        self.tell(Method::PUT, &path, &NewReferent { user_id }).await
    }

    pub async fn invitations(self, finess: &str) -> Result<Page<Invitation>, ApiError> {
        self.get(&invitations(finess)).await
    }

    pub async fn invite(self, finess: &str, new: &NewInvitation) -> Result<Invitation, ApiError> {
        self.send_json(Method::POST, &invitations(finess), new).await
    }

    pub async fn withdraw_invitation(self, finess: &str, id: i32) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, &format!("{}/{id}", invitations(finess))).await
    }

    /// What the link of an invitation says.
    pub async fn preview_invitation(self, token: String) -> Result<InvitationPreview, ApiError> {
        self.send_open("/invitations/preview", &LinkToken { token }).await
    }

    pub async fn accept_invitation(self, token: String) -> Result<MyMembership, ApiError> {
        self.send_json(Method::POST, "/invitations/accept", &LinkToken { token }).await
    }

    pub async fn charter_text(self) -> Result<LegalText, ApiError> {
        self.get("/texts/charter").await
    }

    pub async fn charter(self, finess: &str) -> Result<Charter, ApiError> {
        self.get(&charter(finess)).await
    }

    pub async fn sign_charter(self, finess: &str, version: &str) -> Result<Charter, ApiError> {
        let version = version.to_owned();
        self.send_json(Method::PUT, &charter(finess), &Acceptance { version }).await
    }
}

fn members(finess: &str) -> String {
    format!("/establishments/{finess}/memberships")
}

fn invitations(finess: &str) -> String {
    format!("/establishments/{finess}/invitations")
}

fn charter(finess: &str) -> String {
    format!("/establishments/{finess}/charter")
}
