import JOSE

extension RegisteredClaim {
    /// What build pipelines and clusters put into the tokens of their jobs without having registered it.
    static let workloadClaims: [RegisteredClaim] = [
        RegisteredClaim(
            "repository", "Repository", .string, gitHub,
            "GitHub: the repository that runs the workflow, as owner/name.", registered: false),
        RegisteredClaim(
            "repository_id", "Repository ID", .string, gitHub,
            "GitHub: the repository's number, which outlives a rename.", registered: false),
        RegisteredClaim(
            "repository_owner", "Repository Owner", .string, gitHub,
            "GitHub: the owner of the repository.", registered: false),
        RegisteredClaim(
            "repository_owner_id", "Repository Owner ID", .string, gitHub,
            "GitHub: the owner's number, which outlives a rename.", registered: false),
        RegisteredClaim(
            "repository_visibility", "Repository Visibility", .string, gitHub,
            "GitHub: public, private or internal.", registered: false),
        RegisteredClaim(
            "ref_type", "Ref Type", .string, gitHub,
            "GitHub and GitLab: whether ref names a branch or a tag.", registered: false),
        RegisteredClaim(
            "ref_protected", "Ref Protected", .string, gitHub,
            "GitHub and GitLab: whether the branch or tag is protected, as the string true or false.", registered: false
        ),
        RegisteredClaim(
            "sha", "Commit", .string, gitHub,
            "GitHub and GitLab: the commit that is being built.", registered: false),
        RegisteredClaim(
            "workflow", "Workflow", .string, gitHub,
            "GitHub: the name of the workflow.", registered: false),
        RegisteredClaim(
            "workflow_ref", "Workflow Ref", .string, gitHub,
            "GitHub: the path and ref of the workflow's file.", registered: false),
        RegisteredClaim(
            "workflow_sha", "Workflow Commit", .string, gitHub,
            "GitHub: the commit of the workflow's file.", registered: false),
        RegisteredClaim(
            "job_workflow_ref", "Job Workflow Ref", .string, gitHub,
            "GitHub: the path and ref of the reusable workflow that the job uses.", registered: false),
        RegisteredClaim(
            "job_workflow_sha", "Job Workflow Commit", .string, gitHub,
            "GitHub: the commit of the reusable workflow that the job uses.", registered: false),
        RegisteredClaim(
            "run_id", "Run ID", .string, gitHub,
            "GitHub: the number of the run in GitHub's own count.", registered: false),
        RegisteredClaim(
            "run_number", "Run Number", .string, gitHub,
            "GitHub: the number of the run in the workflow's count.", registered: false),
        RegisteredClaim(
            "run_attempt", "Run Attempt", .string, gitHub,
            "GitHub: how many times the run has been tried.", registered: false),
        RegisteredClaim(
            "actor", "Actor", .string, gitHub,
            "GitHub: the account that started the run.", registered: false),
        RegisteredClaim(
            "actor_id", "Actor ID", .string, gitHub,
            "GitHub: the number of the account that started the run.", registered: false),
        RegisteredClaim(
            "event_name", "Event Name", .string, gitHub,
            "GitHub: the event that started the run.", registered: false),
        RegisteredClaim(
            "head_ref", "Head Ref", .string, gitHub,
            "GitHub: the branch from which a pull request comes.", registered: false),
        RegisteredClaim(
            "base_ref", "Base Ref", .string, gitHub,
            "GitHub: the branch into which a pull request goes.", registered: false),
        RegisteredClaim(
            "enterprise", "Enterprise", .string, gitHub,
            "GitHub: the enterprise to which the repository belongs.", registered: false),
        RegisteredClaim(
            "enterprise_id", "Enterprise ID", .string, gitHub,
            "GitHub: the number of that enterprise.", registered: false),
        RegisteredClaim(
            "environment", "Environment", .string, gitHub,
            "GitHub and GitLab: the environment into which the job deploys.", registered: false),
        RegisteredClaim(
            "runner_environment", "Runner Environment", .string, gitHub,
            "GitHub and GitLab: whether the runner is the provider's or one's own.", registered: false),
        RegisteredClaim(
            "namespace_id", "Namespace ID", .string, gitLab,
            "GitLab: the number of the group or user that owns the project.", registered: false),
        RegisteredClaim(
            "namespace_path", "Namespace Path", .string, gitLab,
            "GitLab: the group or user that owns the project.", registered: false),
        RegisteredClaim(
            "project_id", "Project ID", .string, gitLab,
            "GitLab: the project's number, which outlives a rename.", registered: false),
        RegisteredClaim(
            "project_path", "Project Path", .string, gitLab,
            "GitLab: the project that runs the job, as group/name.", registered: false),
        RegisteredClaim(
            "project_visibility", "Project Visibility", .string, gitLab,
            "GitLab: public, internal or private.", registered: false),
        RegisteredClaim(
            "user_login", "User Login", .string, gitLab,
            "GitLab: the user who started the job.", registered: false),
        RegisteredClaim(
            "user_email", "User Email", .string, gitLab,
            "GitLab: the email address of the user who started the job.", registered: false),
        RegisteredClaim(
            "user_access_level", "User Access Level", .string, gitLab,
            "GitLab: the role of that user in the project.", registered: false),
        RegisteredClaim(
            "user_identities", "User Identities", .array, gitLab,
            "GitLab: the accounts of that user at other providers.", registered: false),
        RegisteredClaim(
            "pipeline_id", "Pipeline ID", .string, gitLab,
            "GitLab: the number of the pipeline.", registered: false),
        RegisteredClaim(
            "pipeline_source", "Pipeline Source", .string, gitLab,
            "GitLab: what started the pipeline.", registered: false),
        RegisteredClaim(
            "job_id", "Job ID", .string, gitLab,
            "GitLab: the number of the job.", registered: false),
        RegisteredClaim(
            "ref_path", "Ref Path", .string, gitLab,
            "GitLab: the full Git ref of the job.", registered: false),
        RegisteredClaim(
            "ci_config_ref_uri", "Pipeline Definition", .string, gitLab,
            "GitLab: the file and ref that define the pipeline.", registered: false),
        RegisteredClaim(
            "ci_config_sha", "Pipeline Definition Commit", .string, gitLab,
            "GitLab: the commit of the file that defines the pipeline.", registered: false),
        RegisteredClaim(
            "runner_id", "Runner ID", .any, gitLab,
            "GitLab: the number of the runner.", registered: false),
        RegisteredClaim(
            "environment_protected", "Environment Protected", .string, gitLab,
            "GitLab: whether the environment is protected, as the string true or false.", registered: false),
        RegisteredClaim(
            "deployment_tier", "Deployment Tier", .string, gitLab,
            "GitLab: the tier of the environment, for example production.", registered: false),
        RegisteredClaim(
            "groups_direct", "Direct Groups", .array, gitLab,
            "GitLab: the groups of which the user is a direct member.", registered: false),
        RegisteredClaim(
            "kubernetes.io", "Kubernetes", .object, kubernetes,
            "Kubernetes: the namespace, service account and pod of the workload.", registered: false),
        RegisteredClaim(
            "kubernetes.io/serviceaccount/namespace", "Legacy Namespace", .string, kubernetes,
            "Kubernetes: the namespace of the service account, in tokens that never expire.", registered: false),
        RegisteredClaim(
            "kubernetes.io/serviceaccount/secret.name", "Legacy Secret Name", .string, kubernetes,
            "Kubernetes: the secret that holds the token, in tokens that never expire.", registered: false),
        RegisteredClaim(
            "kubernetes.io/serviceaccount/service-account.name", "Legacy Service Account", .string, kubernetes,
            "Kubernetes: the service account, in tokens that never expire.", registered: false),
        RegisteredClaim(
            "kubernetes.io/serviceaccount/service-account.uid", "Legacy Service Account ID", .string, kubernetes,
            "Kubernetes: the identifier of the service account, in tokens that never expire.", registered: false),
        RegisteredClaim(
            "oidc.circleci.com/project-id", "Project ID", .string, circleCI,
            "CircleCI: the project that runs the job.", registered: false),
        RegisteredClaim(
            "oidc.circleci.com/context-ids", "Context IDs", .array, circleCI,
            "CircleCI: the contexts that the job uses.", registered: false),
    ]

    private static let gitHub = Specification(
        "GitHub Actions OpenID Connect reference",
        page: "https://docs.github.com/en/actions/reference/security/oidc")
    private static let gitLab = Specification(
        "GitLab ID tokens",
        page: "https://docs.gitlab.com/ci/secrets/id_token_authentication/")
    private static let kubernetes = Specification(
        "Kubernetes service accounts",
        page: "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/")
    private static let circleCI = Specification(
        "CircleCI OpenID Connect tokens",
        page: "https://circleci.com/docs/openid-connect-tokens/")
}
