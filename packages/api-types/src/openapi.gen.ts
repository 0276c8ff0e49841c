// Made by `pnpm gen` from openapi/openapi.yaml. Do not edit.
export interface paths {
    "/assets/pipeline/execution/check/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /**
         * Ask how a run is
         * @description The present state, and the outputs once the run has ended. The hosted platform has answered 404 to checks made right after the submission, so a client waits a moment before it believes one. A failed run answers 200.
         */
        get: operations["checkRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/pipeline/execution/run/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.
                 * @example 6544ffbdf4644a9f6c2363a6
                 */
                id: components["parameters"]["PipelineId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a run
         * @description Starts one run of the document as stored now. Every call starts another run unless it carries an `Idempotency-Key` that the server honours. A document with errors, an input without a value or values that fit no input are refused with 400; a node kind or function that the server cannot execute with 501. A client with an unsaved pipeline sends an empty id, which is 404.
         */
        post: operations["runPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs, newest first
         * @description The team's runs without their values.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /**
         * Read one run with the state of each node
         * @description Everything about a run but its values and steps.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/runs/{run}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a run
         * @description Asks the run to stop its work; it ends as `ABORTED` soon after. Asking again, or for a run that has ended, changes nothing. No body is needed.
         */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/runs/{run}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /**
         * Follow a run
         * @description Server-sent events: `event` is the type, `id` the cursor, `data` one `RunEvent` as JSON. The stream begins with `run.state`, continues as things happen and ends after `run.finished`, which comes at once for a run that has ended. It reports states, not history: after a break a client reconnects with `Last-Event-ID` and misses nothing that matters. Comment lines keep the connection open.
         */
        get: operations["streamRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/runs/{run}/log": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /**
         * Read the log of a run
         * @description What nodes, assets and scripts wrote, oldest first.
         */
        get: operations["getRunLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/runs/{run}/outputs/{node}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number of the `OUTPUT` node.
                 * @example 2
                 */
                node: string;
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /**
         * Read one output of an ended run in pages
         * @description The segments of one output in the order of the answer, texts as values: many in one request, where the answer has an address for each. A page ends early above 4 MiB of text. Part of the extension `run-data`, which a server declares once it has all of it.
         */
        get: operations["listRunOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/runs/{run}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /**
         * List the steps of a run
         * @description One entry for each segment at each node that has begun, ordered by node and segment. A finished step is never executed again, not even after a crash: its times and attempt stay as they are. The filters are applied before the list is cut into pages.
         */
        get: operations["listRunSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trade a one-time code for a session cookie
         * @description For a page that the server itself delivers: the code is printed where the server was started, so that no key is ever in a URL or in the browser's storage. The cookie is honoured for requests of the same site only.
         */
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the file in the store, as `UploadTarget.key` has it.
                 * @example temp/1b6c0d6e/speech.wav
                 */
                key: components["parameters"]["FileKey"];
            };
            cookie?: never;
        };
        /**
         * Download a file
         * @description An upload's `downloadUrl`, and the URL that a segment's `response` holds. Whoever has the URL may read the file: users fetch it without a key, so the key in it cannot be guessed and the link may expire.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/upload/{key}": {
        parameters: {
            query: {
                /**
                 * @description When the URL stops working, in seconds: by a clock of the server that is not the date.
                 * @example 1772357400
                 */
                expires: components["parameters"]["Expires"];
                /**
                 * @description The server's own signature over key and expiry.
                 * @example Zk3vJ0c1b2t8qk9x
                 */
                signature: components["parameters"]["Signature"];
            };
            header?: never;
            path: {
                /**
                 * @description Name of the file in the store, as `UploadTarget.key` has it.
                 * @example temp/1b6c0d6e/speech.wav
                 */
                key: components["parameters"]["FileKey"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Put the bytes of a file
         * @description The `uploadUrl` of an upload target. On the hosted platform it is a presigned URL of a file store elsewhere; this is its form on a server that keeps files itself. It carries no key, only its own signature, and may be repeated until it expires. Clients take exactly 200 for success.
         */
        put: operations["putUpload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether the server takes work
         * @description Needs no key. A server that is shutting down answers 503.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/corpora/{id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one corpus
         * @description Clients ask for a corpus first and, when that is refused for any reason, for a dataset.
         */
        get: operations["getCorpus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/corpora/paginate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search corpora
         * @description The corpora with their columns, as one by one.
         */
        post: operations["paginateCorpora"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/datasets/{id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one dataset
         * @description A run may name the columns of its inputs and outputs, and no others.
         */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/datasets/paginate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search datasets
         * @description The datasets with their columns, as one by one.
         */
        post: operations["paginateDatasets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/file/upload-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask where to put a file that stays
         * @description As a temporary upload, with tags and a licence. Published clients send the full local path as the name, so a server keeps its last part only.
         */
        post: operations["createPermanentUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/file/upload/temp-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask where to put a file that is needed for a while
         * @description Clients send it as a form or as JSON. The content type they name is often wrong (`text/csv` for everything), so a server looks at the bytes. Clients check size limits before: 50 MiB for audio and anything else, 25 MiB for applications and images, 300 MiB for video and databases.
         */
        post: operations["createTemporaryUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the functions
         * @description The whole catalogue at once. Older clients fetch it when they are imported and need both arrays.
         */
        get: operations["listFunctions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the languages
         * @description Older clients fetch it when they are imported.
         */
        get: operations["listLanguages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the licences
         * @description Older clients fetch it when they are imported; permanent uploads name one of these ids.
         */
        get: operations["listLicenses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read several models by their ids
         * @description Unknown ids are left out. Clients that find `pageTotal` in the answer ask for the next page as well, so it is absent.
         */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one model
         * @description Clients ask once for each `ASSET` node that they load or build; one model that cannot be read makes a published client drop the whole architecture. Slashes in the id are sent as `%2F`.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/models/by-name/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one model by its name
         * @description As by id, for a model whose name the caller knows.
         */
        get: operations["getModelByName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/models/paginate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search models
         * @description The models that the server has, as one by one.
         */
        post: operations["paginateModels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/pipelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List pipelines, ten a page
         * @description The older list, sent with a slash before the query. Clients compute with ten items a page and treat any refusal as an empty list.
         */
        get: operations["listPipelines"];
        put?: never;
        /**
         * Create a pipeline
         * @description Stores the document word for word, faults included, and always makes a new pipeline: names need not be unique. Published clients read `id` from the answer and do not look at its status.
         */
        post: operations["createPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/pipelines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.
                 * @example 6544ffbdf4644a9f6c2363a6
                 */
                id: components["parameters"]["PipelineId"];
            };
            cookie?: never;
        };
        /**
         * Read one pipeline
         * @description Answers with the document at the top level, in canonical form: a published client silently drops the whole architecture when a label is missing or a data type is null, unknown or in upper case.
         */
        get: operations["getPipeline"];
        /**
         * Replace or deploy a pipeline
         * @description Replaces name, status and document; deploying is `status: onboarded`. Clients deploy objects from lists with an empty document, so a body without nodes changes name and status only. Deploying a document with errors is refused with all its problems.
         */
        put: operations["updatePipeline"];
        post?: never;
        /**
         * Delete a pipeline
         * @description Cannot be undone. Clients take exactly 200 for success and do not read the body.
         */
        delete: operations["deletePipeline"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/pipelines/paginate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search pipelines
         * @description The list with filters. Items hold no nodes.
         */
        post: operations["paginatePipelines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/pipelines/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload the file of a script node
         * @description The answer's `fileId` goes into the `SCRIPT` node, next to `fileMetadata`, JSON text that the client makes. Published clients continue with an empty `fileId` when this fails.
         */
        post: operations["uploadScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the suppliers
         * @description Older clients fetch it when they are imported.
         */
        get: operations["listSuppliers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A pipeline document as it is sent; `links` may be missing. */
        Architecture: {
            /** @description The links; none when absent. */
            links?: components["schemas"]["PipelineLink"][];
            /** @description The nodes; empty in a deploy that does not touch the stored document. */
            nodes: components["schemas"]["PipelineNode"][];
        } & {
            [key: string]: unknown;
        };
        /**
         * @description Every status word the vendor's assets can have; pipelines use `draft` and `onboarded`.
         * @enum {string}
         */
        AssetStatus: "canceled" | "canceling" | "completed" | "deleted" | "deleting" | "deprecated_draft" | "disabled" | "draft" | "enabling" | "failed" | "hidden" | "in_progress" | "onboarded" | "onboarding" | "pending" | "rejected" | "scheduled" | "training";
        /** @description The outcome of a request to cancel a run. */
        CancelAnswer: {
            /**
             * Format: uuid
             * @description Run id.
             */
            id: string;
            /**
             * @description `requested`: the run will stop. `ended`: it had ended before.
             * @enum {string}
             */
            outcome: "requested" | "ended";
            status: components["schemas"]["RunStatus"];
        };
        /** @description What is true of every node in an answer, on top of `PipelineNode`: a label (the one a designer would give, such as `INPUT(ID=0)`, where the document has none), `type` in upper case, no data type that is null or in upper case, and a list of data types on every `INPUT`. */
        CanonicalNode: {
            /** @description Canonical parameters. */
            customInputs?: components["schemas"]["CanonicalParameter"][];
            /** @description In lower case. */
            dataType?: string[] | string;
            /** @description In lower case. */
            functionType?: string | null;
            /** @description Canonical parameters. */
            inputValues?: components["schemas"]["CanonicalParameter"][];
            /** @description Never absent. */
            label: string;
            /** @description Canonical parameters. */
            outputValues?: components["schemas"]["CanonicalParameter"][];
            /** @description In upper case. */
            type?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What is true of every parameter in an answer, on top of `NodeParameter`. */
        CanonicalParameter: {
            /** @description In lower case, or absent. */
            dataType?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description One function of the catalogue. */
        CatalogueFunction: {
            id: components["schemas"]["FunctionId"];
            /** @description `InputType`, `OutputType`, `description`. */
            metaData?: {
                [key: string]: unknown;
            };
            /** @description Input and output type, for example `text-label`. */
            modalities?: string[];
            /** @description What is shown. */
            name: string;
            /** @description Its outputs. */
            output: components["schemas"]["FunctionOutput"][];
            /** @description Its inputs. */
            params: components["schemas"]["FunctionParameter"][];
        } & {
            [key: string]: unknown;
        };
        /** @description Present state of a run, and its outputs once it has ended. `status` is absent in supplier failures; everything but `completed` is optional. */
        CheckAnswer: {
            /** @description Whether the run has ended. Always present. */
            completed: boolean;
            /** @description The outputs ordered by node number; a URL (2022 engine); or JSON text of `{"response": [outputs]}`. */
            data?: components["schemas"]["OutputData"][] | string;
            /** @description Seconds. */
            elapsed_time?: number;
            error?: components["schemas"]["FailureText"];
            error_message?: components["schemas"]["FailureText"];
            /** @description Number of failed pieces. */
            numoffailedsegments?: number;
            /** @description Number of pieces. */
            numofsegments?: number;
            /** @description Percent, as text (`"40%"`) or number. */
            progress?: string | number;
            /** @description Pieces of a 2022 answer, which has no outputs. */
            segments?: components["schemas"]["Segment"][];
            /** @description A word of `RunStatus`; clients survive others. */
            status?: string;
            supplierError?: components["schemas"]["FailureText"];
            /** @description Credits used so far. */
            used_credits?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description A corpus and its columns. */
        Corpus: {
            /** @description Its columns. */
            data: components["schemas"]["DataColumn"][];
            /** @description What it holds. */
            description: string;
            /** @description Id of the corpus. */
            id: string;
            license?: components["schemas"]["LicenseRef"];
            /** @description Name of the corpus. */
            name: string;
            /** @description Number of rows. */
            segmentsCount?: number;
            /** @description Status word. */
            status: string;
            /** @description Functions it is fit for. */
            suggestedFunction: components["schemas"]["FunctionId"][];
        } & {
            [key: string]: unknown;
        };
        /** @description One page of corpora. */
        CorpusPage: {
            /** @description Number of items on this page. */
            pageTotal: number;
            /** @description The page. */
            results: components["schemas"]["ListedCorpus"][];
            /** @description Number of items on all pages. */
            total: number;
        } & {
            [key: string]: unknown;
        };
        /** @description Page and filters of a search for corpora; none of them is needed. */
        CorpusQuery: {
            /** @description Data type of one of its columns. */
            dataType?: string;
            function?: components["schemas"]["FunctionId"];
            /** @description Languages, one of which a column must have. */
            language?: string[];
            /** @description Id of a licence (see `listLicenses`). */
            license?: string;
            /** @description Counted from 0. */
            pageNumber?: number;
            /** @description 20 when absent. */
            pageSize?: number;
            /** @description Text in name or description. */
            q?: string;
            /** @description Order of the items. */
            sort?: components["schemas"]["SortField"][];
        } & {
            [key: string]: unknown;
        };
        /** @description One column of a corpus or dataset as input; exactly one of the two asset ids. */
        DataAssetRef: {
            /** @description Corpus that holds the column. */
            corpus_id?: string;
            /** @description Id of the column: the `id` of an entry in the asset's `data`. */
            data_id: string;
            /** @description Dataset that holds the column. */
            dataset_id?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description One column of a corpus or dataset. */
        DataColumn: {
            /** @description age, gender, interval, other, race, split or topic. */
            dataSubtype?: string;
            /** @description Data type of its values. */
            dataType: string;
            /** @description Data id that a run names. */
            id: string;
            /** @description Further facts. */
            metadata?: {
                /** @description Languages of the values. */
                languages?: components["schemas"]["DataLanguage"][];
            } & {
                [key: string]: unknown;
            };
            /** @description Name of the column. */
            name: string;
            /** @description Status word. */
            status: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Language of a column. */
        DataLanguage: {
            /** @description Dialect. */
            dialect?: string;
            /** @description Language code. */
            language: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A dataset, its columns and which of them are inputs and outputs. */
        Dataset: {
            /** @description All columns. */
            data: components["schemas"]["DataColumn"][];
            /** @description What it holds. */
            description: string;
            function: components["schemas"]["FunctionId"];
            /** @description Columns with answers of models. */
            hypotheses?: components["schemas"]["DatasetInput"][];
            /** @description Id of the dataset. */
            id: string;
            /** @description Input columns. */
            input: components["schemas"]["DatasetInput"][];
            license?: components["schemas"]["LicenseRef"];
            /** @description Columns with facts about the rows. */
            metadata: components["schemas"]["DatasetInput"][];
            /** @description Name of the dataset. */
            name: string;
            /** @description Output columns. */
            output: components["schemas"]["DatasetOutput"][];
            /** @description Number of rows. */
            segmentsCount?: number;
            /** @description Status word. */
            status: string;
        } & {
            [key: string]: unknown;
        };
        /** @description One column by its id. */
        DatasetInput: {
            /** @description Data id. */
            dataId: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The columns of one output. */
        DatasetOutput: {
            /** @description Data ids. */
            dataIds: string[];
        } & {
            [key: string]: unknown;
        };
        /** @description One page of datasets. */
        DatasetPage: {
            /** @description Number of items on this page. */
            pageTotal: number;
            /** @description The page. */
            results: components["schemas"]["Dataset"][];
            /** @description Number of items on all pages. */
            total: number;
        } & {
            [key: string]: unknown;
        };
        /** @description Page and filters of a search for datasets; none of them is needed. */
        DatasetQuery: {
            /** @description Data type of one of its columns. */
            dataType?: string;
            function?: components["schemas"]["FunctionId"];
            input?: components["schemas"]["LanguageFilter"];
            /** @description Whether it has no outputs. */
            isReferenceless?: boolean;
            /** @description Id of a licence (see `listLicenses`). */
            license?: string;
            output?: components["schemas"]["LanguageFilter"];
            /** @description Counted from 0. */
            pageNumber?: number;
            /** @description 20 when absent. */
            pageSize?: number;
            /** @description Text in name or description. */
            q?: string;
            /** @description Order of the items. */
            sort?: components["schemas"]["SortField"][];
        } & {
            [key: string]: unknown;
        };
        /**
         * @description The eleven data types that values, parameters and segments can have, always lower case in answers.
         * @enum {string}
         */
        DataType: "audio" | "boolean" | "embedding" | "float" | "image" | "integer" | "label" | "number" | "tensor" | "text" | "video";
        /** @description Clients do not read this body. */
        DeletedPipeline: {
            /** @description Id of the pipeline that is gone. */
            id?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description One dialect of a language. */
        Dialect: {
            /** @description What is shown. */
            label: string;
            /** @description What is sent. */
            value: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Body of every refusal. `message` may be a message key (`err.invalid_param`) or a sentence; some hosted routes leave `statusCode` out. */
        ErrorBody: {
            /** @description What to do about it. */
            detail?: string;
            /** @description Name of the status, for example `Bad Request`. */
            error?: string;
            /** @description What was refused. */
            message: string;
            /** @description Every problem of the document, when that is why it was refused. */
            problems?: components["schemas"]["Problem"][];
            /** @description The HTTP status again. */
            statusCode?: number;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description What a server can declare: `idempotency-key` (on run and create), `if-match` (on update and delete), `prefer-wait` (on check), `problems` (in the answers of create and update), `cancel`, `runs` (list and detail), `steps`, `log`, `events`, `files` (upload and download on the server itself), `content-digest` (on uploads), `session`, `health`.
         * @enum {string}
         */
        ExtensionName: "idempotency-key" | "if-match" | "prefer-wait" | "problems" | "cancel" | "runs" | "steps" | "log" | "events" | "files" | "content-digest" | "session" | "health";
        /** @description A reason, as text or as an object. */
        FailureText: string | {
            [key: string]: unknown;
        };
        /**
         * Format: binary
         * @description The bytes of a file.
         */
        FileContent: string;
        /**
         * @description Id of a function of the catalogue, for example `translation`. The list is data (see `listFunctions`), so any text is accepted here.
         * @example text-generation
         * @example speech-recognition
         */
        FunctionId: string;
        /** @description One output of a function. */
        FunctionOutput: {
            /** @description What links name. */
            code: string;
            /** @description Data type. */
            dataType?: string;
            /** @description Empty where it was seen. */
            defaultValue?: unknown[];
            /** @description What is shown. */
            name?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The whole catalogue; both arrays are equal and both are needed by published clients. */
        FunctionPage: {
            /** @description Number of functions. */
            filteredFrom?: number;
            /** @description The functions. */
            items: components["schemas"]["CatalogueFunction"][];
            /** @description Number of functions. */
            pageTotal?: number;
            /** @description The same again. */
            results: components["schemas"]["CatalogueFunction"][];
            /** @description Number of functions. */
            total: number;
        } & {
            [key: string]: unknown;
        };
        /** @description One input of a function. */
        FunctionParameter: {
            /** @description Values to choose from. */
            availableOptions?: components["schemas"]["LabelledValue"][];
            /** @description What nodes and links name. */
            code: string;
            /** @description Narrower data type. */
            dataSubType?: string;
            /** @description Data type. */
            dataType?: string;
            /** @description Presets. */
            defaultValues?: unknown[];
            /** @description Whether it is a preset instead of data that flows. */
            isFixed?: boolean;
            /** @description Whether it takes several values. */
            multipleValues?: boolean;
            /** @description What is shown. */
            name?: string;
            /** @description Whether a node needs it. */
            required?: boolean;
        } & {
            [key: string]: unknown;
        };
        /** @description The function that a model has. */
        FunctionRef: {
            id: components["schemas"]["FunctionId"];
            /** @description Name of the function. */
            name?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description What kind of asset a node or model is, always lower case in answers.
         * @enum {string}
         */
        FunctionType: "ai" | "connection" | "connector" | "mcpconnection" | "mcpserver" | "metric" | "reconstructor" | "search" | "segmentor" | "utility";
        /** @description A server that takes work. */
        Health: {
            /** @description The words of the `Aixplain-Extensions` header as a list. */
            extensions?: (components["schemas"]["ExtensionName"] | string)[];
            /**
             * @description Always this word; a server that takes no work answers 503.
             * @constant
             */
            status: "ok";
            /** @description Version of the platform. */
            version: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A value that a parameter of the model must take. */
        IoFilter: {
            /** @description Code of the parameter, for example `targetlanguage`. */
            code: string;
            /** @description What it must take. */
            value: unknown;
        } & {
            [key: string]: unknown;
        };
        /** @description One value that a parameter can take. */
        LabelledValue: {
            /** @description What is shown. */
            label?: string;
            /** @description What is sent. */
            value: unknown;
        } & {
            [key: string]: unknown;
        };
        /** @description One language. */
        Language: {
            /** @description Its dialects. */
            dialects: components["schemas"]["Dialect"][];
            /** @description Id of the entry. */
            id: string;
            /** @description What is shown. */
            label: string;
            /** @description Language code. */
            value: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Languages, one of which a column must have. */
        LanguageFilter: {
            /** @description Language codes. */
            languages?: string[];
        } & {
            [key: string]: unknown;
        };
        /** @description One licence. */
        License: {
            /** @description What it allows. */
            description: string;
            /** @description What uploads and data assets name. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its text. */
            url: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Licence of a data asset. */
        LicenseRef: {
            /** @description Id of the licence (see `listLicenses`). */
            typeId?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A corpus in a list, with the languages of its columns together. */
        ListedCorpus: components["schemas"]["Corpus"] & ({
            /** @description Languages of all columns. */
            languages: components["schemas"]["DataLanguage"][];
        } & {
            [key: string]: unknown;
        });
        /** @description A line was added to the run's log; may be left out under load. */
        LogWrittenEvent: components["schemas"]["RunEventBase"] & {
            line: components["schemas"]["RunLogLine"];
            /** @constant */
            type: "log.written";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "log.written";
        };
        /** @description A model that `ASSET` nodes can call. */
        Model: {
            /** @description Source code of a utility; otherwise `version.id` may link to it. */
            code?: string;
            /** @description When it was created. */
            createdAt?: string;
            /** @description What it does. */
            description?: string;
            function: components["schemas"]["FunctionRef"];
            /** @description A word of `FunctionType`; ai when absent. */
            functionType?: string;
            /** @description Id of the model; may contain slashes. */
            id: string;
            /** @description Name of the model. */
            name: string;
            /** @description Its inputs. */
            params: components["schemas"]["ModelParameter"][];
            pricing: components["schemas"]["Pricing"];
            /** @description Name of the service behind it. */
            serviceName?: string;
            /** @description A word of `AssetStatus`. */
            status?: string;
            subscription?: components["schemas"]["Subscription"];
            /** @description Who serves it; a name or an object. */
            supplier: string | components["schemas"]["Supplier"];
            /** @description Whether it can answer in chunks. */
            supportsStreaming?: boolean;
            version: components["schemas"]["ModelVersion"];
        } & {
            [key: string]: unknown;
        };
        /** @description Models that were asked for by id. */
        ModelList: {
            /** @description The models that were found. */
            items: components["schemas"]["Model"][];
            /** @description Number of models that were found. */
            total: number;
        } & {
            [key: string]: unknown;
        };
        /** @description One page of models. */
        ModelPage: {
            /** @description The page. */
            items: components["schemas"]["Model"][];
            /** @description Number of items on this page. */
            pageTotal: number;
            /** @description Number of items on all pages. */
            total: number;
        } & {
            [key: string]: unknown;
        };
        /** @description One input of a model. */
        ModelParameter: {
            /** @description Values to choose from. */
            availableOptions?: components["schemas"]["LabelledValue"][];
            /** @description Narrower data type. */
            dataSubType?: string;
            /** @description Data type. */
            dataType?: string;
            /** @description Presets; the first one is used. */
            defaultValues: components["schemas"]["LabelledValue"][];
            /** @description Whether it is a preset chosen from `values` instead of data that flows. */
            isFixed?: boolean;
            /** @description Whether it takes several values. */
            multipleValues?: boolean;
            /** @description Code of the parameter. */
            name: string;
            /** @description Whether a call needs it. */
            required?: boolean;
            /** @description Values it can take; the first one is the preset of parameters about languages. */
            values?: components["schemas"]["LabelledValue"][];
        } & {
            [key: string]: unknown;
        };
        /** @description Page and filters of a search for models; none of them is needed. */
        ModelQuery: {
            /** @description Functions that a model may have. */
            functions?: components["schemas"]["FunctionId"][];
            /** @description What the model must take. */
            ioFilter?: components["schemas"]["IoFilter"][];
            /** @description Only those that can be fine-tuned. */
            isFineTunable?: boolean;
            /** @description `SUBSCRIBED` or `OWNER`. */
            ownership?: string[];
            /** @description Counted from 0. */
            pageNumber?: number;
            /** @description 20 when absent. */
            pageSize?: number;
            /** @description Text in name or description. */
            q?: string;
            /** @description Only those that the team has saved. */
            saved?: boolean;
            /** @description Order of the items. */
            sort?: components["schemas"]["SortField"][];
            /** @description Ids of suppliers, as numbers or text; entries of the supplier list and codes are taken, too. */
            suppliers?: (components["schemas"]["Supplier"] | string | number)[];
        } & {
            [key: string]: unknown;
        };
        /** @description Version of a model; both members may be null, the object itself is always there. */
        ModelVersion: {
            /** @description Id of the version; a link to the code for some utilities. */
            id: string | null;
            /** @description Name of the version. */
            name?: string | null;
        } & {
            [key: string]: unknown;
        };
        /** @description Token of the next page; null on the last one. */
        NextPage: string | null;
        /** @description A node will do nothing more. */
        NodeFinishedEvent: components["schemas"]["RunEventBase"] & {
            node: components["schemas"]["NodeState"];
            /** @constant */
            type: "node.finished";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "node.finished";
        };
        /**
         * @description The node kinds that a server executes, always upper case in answers. Segmentors, reconstructors, metrics, utilities and searches are `ASSET` nodes that differ by `functionType`.
         * @enum {string}
         */
        NodeKind: "INPUT" | "OUTPUT" | "ASSET" | "SCRIPT" | "ROUTER" | "DECISION";
        /** @description One input or output parameter of a node. `code` is what links name. An input without a link takes `value` as its preset. */
        NodeParameter: {
            /** @description Name of the parameter, unique among the node's inputs or outputs. */
            code: string;
            /** @description Data type in lower case. Clients also send `null` and upper case; answers leave `null` out, because a published client drops the whole architecture when it meets one. */
            dataType?: string | null;
            /** @description Whether the node cannot run without it. */
            isRequired?: boolean;
            /** @description Preset value, any JSON; `null` or absent when the value arrives along a link. */
            value?: unknown;
            /** @description Presets of a parameter that takes several values. */
            values?: unknown[];
        } & {
            [key: string]: unknown;
        };
        /** @description A node progressed; sent at most a few times a second. */
        NodeProgressEvent: components["schemas"]["RunEventBase"] & {
            node: components["schemas"]["NodeState"];
            /** @constant */
            type: "node.progress";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "node.progress";
        };
        /** @description A node's first step began. */
        NodeStartedEvent: components["schemas"]["RunEventBase"] & {
            node: components["schemas"]["NodeState"];
            /** @constant */
            type: "node.started";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "node.started";
        };
        /** @description How far one node of a run has come. */
        NodeState: {
            /**
             * Format: date-time
             * @description When its last step ended.
             */
            endedAt?: string;
            /** @description First failure at this node. */
            error?: string;
            function?: components["schemas"]["FunctionId"];
            /** @description Label of the node. */
            label: string;
            /** @description Number of the node. */
            node: number;
            segments: components["schemas"]["SegmentCounts"];
            /**
             * Format: date-time
             * @description When its first step began.
             */
            startedAt?: string;
            status: components["schemas"]["NodeStatus"];
            /** @description Kind of the node. */
            type: string;
        };
        /**
         * @description State of a node within a run.
         * @enum {string}
         */
        NodeStatus: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "FAILED" | "SKIPPED" | "ABORTED";
        /** @description One output that was reached. Untaken branches are absent. */
        OutputData: {
            /** @description Whether the output is in pieces. */
            is_segmented?: boolean;
            /** @description Label of the `OUTPUT` node. */
            label: string;
            /** @description Number of the `OUTPUT` node. */
            node_id: number;
            /** @description Nodes on the way; an array, on some servers wrapped in a second one. */
            path?: components["schemas"]["PathNode"][] | components["schemas"]["PathNode"][][];
            /** @description The pieces, ordered by `index`. */
            segments: components["schemas"]["Segment"][];
        } & {
            [key: string]: unknown;
        };
        /** @description Connects an output parameter of a link's source with an input parameter of its target. */
        ParamMapping: {
            /** @description Number of the node linked into `passthrough`, on links that leave a `DECISION`. Clients leave it out when it is 0, so its absence says nothing. */
            dataSourceId?: number | null;
            /** @description Code of the source's output parameter. */
            from: string;
            /** @description Code of the target's input parameter. */
            to: string;
        } & {
            [key: string]: unknown;
        };
        /** @description One node on the way of an output. */
        PathNode: {
            function?: components["schemas"]["FunctionId"];
            /** @description Number of the node. */
            node_id: number;
            /** @description Kind of the node. */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A file that is about to be uploaded to stay. */
        PermanentUpload: {
            /** @description What the client takes it for; not to be trusted. */
            contentType: string;
            /** @description Id of a licence (see `listLicenses`); another client sends its name. */
            license?: string;
            /** @description File name; only its last part is kept. */
            originalName: string;
            /** @description Tags, joined by commas; another client sends `key,value` lines. */
            tags?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A stored pipeline with its document at the top level, in canonical form. */
        Pipeline: components["schemas"]["PipelineFields"] & components["schemas"]["PipelineDocument"] & unknown;
        /** @description The graph of a pipeline. It says nothing about whether the pipeline can run: a document with faults is stored and its faults are listed as problems. */
        PipelineDocument: {
            /** @description The links, in the order they were written. */
            links: components["schemas"]["PipelineLink"][];
            /** @description The nodes, in the order they were written. */
            nodes: components["schemas"]["PipelineNode"][];
        } & {
            [key: string]: unknown;
        };
        /** @description What a pipeline is besides its document. */
        PipelineFields: {
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt?: string;
            /** @description 24 hex characters. */
            id: string;
            /** @description Never empty. */
            name: string;
            problemCount?: components["schemas"]["ProblemCount"];
            /** @description A word of `AssetStatus`; absent counts as draft. */
            status?: string;
            subscription?: components["schemas"]["Subscription"];
            /**
             * Format: date-time
             * @description When it was last saved.
             */
            updatedAt?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description All connections from one node to another. */
        PipelineLink: {
            /** @description Number of the source node. */
            from: number;
            /** @description One entry for each connected pair of parameters. */
            paramMapping: components["schemas"]["ParamMapping"][];
            /** @description Number of the target node. */
            to: number;
        } & {
            [key: string]: unknown;
        };
        /** @description One node. Which of the optional fields it has depends on `type`; unknown fields are kept. Answers hold the canonical form: `type` in upper case, `functionType` and data types in lower case, no `dataType: null`, a `label` on every node, `dataType` as an array on `INPUT` nodes. */
        PipelineNode: {
            /** @description Model that an `ASSET` calls; empty means the server's default for the function. */
            assetId?: string | null;
            /** @description Always `MODEL` where it was seen. */
            assetType?: string;
            /** @description Written by the vendor's editor; meaning unknown, kept. */
            autoSelectOptions?: unknown[];
            /** @description Further input parameters that a server adds in its answers; `isRequired` counts as true if absent. */
            customInputs?: components["schemas"]["NodeParameter"][];
            /** @description Default value of an `INPUT`, used when the run names none; any JSON. */
            data?: unknown;
            /** @description Allowed types of an `INPUT`, type of an `OUTPUT`; an array in answers. */
            dataType?: string[] | string | null;
            /** @description Uploaded file of a `SCRIPT`; empty when the upload failed. */
            fileId?: string | null;
            /** @description Facts about the file of a `SCRIPT` as JSON **text**, `{"name", "size"}`. */
            fileMetadata?: string | null;
            /** @description Function of an `ASSET`. */
            function?: components["schemas"]["FunctionId"] | null;
            /** @description Kind of an `ASSET`, stored in lower case; documents are also sent with `AI`. */
            functionType?: string | null;
            /** @description Input parameters; `output` on an `OUTPUT`, `comparison` and `passthrough` on a `DECISION`. */
            inputValues?: components["schemas"]["NodeParameter"][];
            /** @description Name of the node; run inputs and outputs are addressed by it. Absent in some posted documents. */
            label?: string;
            /** @description Unique within the pipeline; links and routes refer to it. */
            number: number;
            /** @description Output parameters; `input` on an `INPUT`, `data` on most others. */
            outputValues?: components["schemas"]["NodeParameter"][];
            position?: components["schemas"]["Position"];
            /** @description Branches of a `ROUTER` or `DECISION`, in order. */
            routes?: components["schemas"]["Route"][];
            /** @description `Exists` where a server or editor wrote it. */
            status?: string;
            /** @description Code of the supplier of an `ASSET`, or an object that describes it. */
            supplier?: string | {
                [key: string]: unknown;
            } | null;
            /** @description A word of `NodeKind`; others are kept and reported as a problem. */
            type: string;
            /** @description Version of the model of an `ASSET`; text, an object that describes it, or none. */
            version?: string | {
                [key: string]: unknown;
            } | null;
        } & {
            [key: string]: unknown;
        };
        /** @description One page of pipelines; items hold no nodes. */
        PipelinePage: {
            /** @description Number of items before filters. */
            filteredFrom?: number;
            /** @description The pipelines of this page. */
            items: components["schemas"]["PipelineFields"][];
            /** @description This page, counted from 0. */
            pageNumber?: number;
            /** @description Number of items on this page. */
            pageTotal: number;
            /** @description The same as `items` where a server sends it. */
            results?: components["schemas"]["PipelineFields"][];
            /** @description Number of items on all pages. */
            total: number;
        } & {
            [key: string]: unknown;
        };
        /** @description Page and filters of a search; none of them is needed. */
        PipelineQuery: {
            /** @description Only drafts. */
            draftsOnly?: boolean;
            /** @description Functions that a pipeline uses. */
            functions?: components["schemas"]["FunctionId"][];
            /** @description Types of its inputs. A published client sends the types of the outputs here, over those of the inputs. */
            inputDataTypes?: string[];
            /** @description Ids of models that a pipeline uses. */
            models?: string[];
            /** @description Types of its outputs. */
            outputDataTypes?: string[];
            /** @description Counted from 0. */
            pageNumber?: number;
            /** @description 20 when absent. */
            pageSize?: number;
            /** @description Text in name or description. */
            q?: string;
            /** @description Order of the items; seen on lists of other assets. */
            sort?: components["schemas"]["SortField"][];
            /** @description Suppliers whose models a pipeline uses, as the whole entry of the supplier list or its code. */
            suppliers?: (components["schemas"]["Supplier"] | string)[];
        } & {
            [key: string]: unknown;
        };
        /** @description The pipeline of a run, as it was called when the run started. */
        PipelineRef: {
            /** @description Pipeline id. */
            id: string;
            /** @description Pipeline name. */
            name: string;
        };
        /**
         * @description The two words a pipeline is saved with.
         * @enum {string}
         */
        PipelineStatus: "draft" | "onboarded";
        /** @description Where an editor draws the node, in its own units. */
        Position: {
            /** @description Distance from the left. */
            x: number;
            /** @description Distance from the top. */
            y: number;
        } & {
            [key: string]: unknown;
        };
        /** @description What a call costs. */
        Pricing: {
            /** @description Credits for each unit. */
            price?: number;
            /** @description The unit, for example `CHAR` or `TIME`. */
            unitType?: string | null;
            /** @description Scale of the unit, for example `SECOND`. */
            unitTypeScale?: string | null;
        } & {
            [key: string]: unknown;
        };
        /** @description One thing that is wrong, or may be wrong, with a document. */
        Problem: {
            /** @description Stable word for programs, for example `cycle` or `missing_value`. */
            code: string;
            /** @description What to do about it. */
            hint: string;
            /**
             * @description An `error` stops a run and a deploy; a `warning` stops nothing.
             * @enum {string}
             */
            level: "error" | "warning";
            /** @description What is wrong and where. */
            message: string;
            /** @description Number of the node it is about. */
            node?: number;
            /** @description Code of the parameter it is about. */
            parameter?: string;
        };
        /** @description Extension, in lists only. How many problems the stored document has, so that a list needs no documents. */
        ProblemCount: {
            /** @description Problems that stop a run and a deploy. */
            errors: number;
            /** @description The others. */
            warnings: number;
        };
        /** @description One branch of a `ROUTER` or `DECISION` node. When it matches, the value is handed to the nodes of `path`; with an empty `path` the links decide. */
        Route: {
            /** @description A word of `RouteOperation`; others are kept and reported as a problem. */
            operation: string;
            /** @description Numbers of the nodes that get the value; may be empty. */
            path: number[];
            /** @description A word of `RouteType`; others are kept and reported as a problem. */
            type: string;
            /** @description A data type for `checkType`; a text or number for `checkValue`. */
            value: string | number | boolean | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description How a route compares its `value` with the value that arrives.
         * @enum {string}
         */
        RouteOperation: "contain" | "different" | "equal" | "greaterThan" | "greaterThanOrEqual" | "lessThan" | "lessThanOrEqual" | "notContain";
        /**
         * @description `checkType` (router: compare the data type) or `checkValue` (decision: compare the value).
         * @enum {string}
         */
        RouteType: "checkType" | "checkValue";
        /** @description Answer to a submitted run. */
        RunAnswer: {
            /** @description As asked for; true when the body named none. */
            batchMode?: boolean;
            /** @description Internal job document of the hosted engine. It echoes the caller's key: clients drop it unread, other servers leave it out. */
            json?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description Extension. The run's id, so that it need not be cut out of `url`.
             */
            runId?: string;
            /** @description `IN_PROGRESS`, or `SUCCESS` of a run that ended at once (its outputs are at `url` all the same). */
            status: string;
            /** @description Absolute URL of the check route; its last path segment is the run's id. */
            url: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Any JSON object. `data` holds the values: one value, an array of them (one instance each), or one `RunDataEntry` for each input. Without `data` the other keys are labels of inputs. Text that begins with `s3://`, `http://` or `https://` is a reference, everything else is taken literally. Unknown keys are ignored. */
        RunBody: {
            /** @description Lower-case m here, `batchMode` in the answer. True when absent; false is called online mode. */
            batchmode?: boolean;
            /** @description The values, see above. */
            data?: components["schemas"]["RunDataEntry"][] | unknown[] | {
                [key: string]: unknown;
            } | string | number | boolean | null;
            /** @description Engine version, `2.0` or `3.0`; null or absent means the platform's default. */
            version?: string | number | null;
        } & {
            [key: string]: unknown;
        };
        /** @description A cancel was asked for; the run stops its work. */
        RunCancellingEvent: components["schemas"]["RunEventBase"] & {
            /** @constant */
            type: "run.cancelling";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.cancelling";
        };
        /** @description The values of one input. Without `nodeId` it belongs to the single input. */
        RunDataEntry: {
            dataAsset?: components["schemas"]["DataAssetRef"];
            /** @description Label of the `INPUT` node; its number is taken too. */
            nodeId?: string | number;
            /** @description One value (text, number, boolean, URL), or an array of them: one instance each. */
            value?: unknown;
        } & {
            [key: string]: unknown;
        };
        /** @description One run with the state of each node. */
        RunDetail: components["schemas"]["RunSummary"] & {
            /** @description As asked for. */
            batchMode: boolean;
            /**
             * Format: date-time
             * @description When a cancel was asked for.
             */
            cancelRequestedAt?: string;
            /** @description State of each node, by number. */
            nodes: components["schemas"]["NodeState"][];
            /** @description Absolute URL of its check route; always there in answers over HTTP. */
            url?: string;
            /** @description Engine version that the caller named. */
            version?: string;
        };
        /** @description One event of a run as the server tells it. More kinds may come: a client skips those it does not know. */
        RunEvent: components["schemas"]["RunStateEvent"] | components["schemas"]["RunSubmittedEvent"] | components["schemas"]["RunStartedEvent"] | components["schemas"]["RunProgressEvent"] | components["schemas"]["RunCancellingEvent"] | components["schemas"]["RunFinishedEvent"] | components["schemas"]["NodeStartedEvent"] | components["schemas"]["NodeProgressEvent"] | components["schemas"]["NodeFinishedEvent"] | components["schemas"]["SegmentRetryingEvent"] | components["schemas"]["SegmentFinishedEvent"] | components["schemas"]["LogWrittenEvent"];
        /** @description What every event has. */
        RunEventBase: {
            /**
             * Format: date-time
             * @description When it happened, by the server's clock.
             */
            at: string;
            /** @description Cursor of the event: `Last-Event-ID` continues after it. */
            id?: string;
            /** @description Run id. */
            run: string;
            /** @description Which event this is. */
            type: string;
        };
        /** @description The run ended; the last event of every stream. Its outputs are read from the check route. */
        RunFinishedEvent: components["schemas"]["RunEventBase"] & {
            /** @description Seconds from the submission to the end. */
            elapsedTime?: number;
            /** @description Why it failed. */
            error?: string;
            segments?: components["schemas"]["SegmentCounts"];
            /**
             * @description Any word of `RunStatus` but `IN_PROGRESS`.
             * @enum {string}
             */
            status: "SUCCESS" | "FAILED" | "ABORTED";
            /** @constant */
            type: "run.finished";
            /** @description Credits used. */
            usedCredits?: number;
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.finished";
        };
        /** @description One line of a run's log. */
        RunLogLine: {
            /**
             * Format: date-time
             * @description When it was written.
             */
            at: string;
            /**
             * @description How much it matters.
             * @enum {string}
             */
            level: "debug" | "info" | "warning" | "error";
            /** @description Node that wrote it. */
            node?: number;
            /** @description Segment it is about. */
            segment?: string;
            /** @description The line, without its line end. */
            text: string;
        };
        /** @description One page of a log. */
        RunLogPage: {
            /** @description The lines. */
            items: components["schemas"]["RunLogLine"][];
            next: components["schemas"]["NextPage"];
        };
        /** @description One segment of an output. */
        RunOutputItem: {
            /** @description Why the segment failed. */
            error?: string;
            /** @description Position among the segments of the output. */
            index: number;
            /** @description Language of the value. */
            language?: string;
            /** @description What followed it in its source, as in `Segment`. */
            separator?: string;
            /** @description Whether this segment was processed. */
            success: boolean;
            /** @description Data type. */
            type?: string;
            /** @description Address of a file, or of a text larger than 4 MiB; works without a key. */
            url?: string;
            /** @description The value of a segment that succeeded; absent where `url` is. */
            value?: unknown;
        };
        /** @description One page of an output. */
        RunOutputPage: {
            /** @description The segments. */
            items: components["schemas"]["RunOutputItem"][];
            next: components["schemas"]["NextPage"];
            /** @description Segments on all pages. */
            total: number;
        };
        /** @description One page of runs. */
        RunPage: {
            /** @description The runs. */
            items: components["schemas"]["RunSummary"][];
            next: components["schemas"]["NextPage"];
        };
        /** @description The run progressed. */
        RunProgressEvent: components["schemas"]["RunEventBase"] & {
            /** @description Percent of the known work. */
            progress: number;
            segments?: components["schemas"]["SegmentCounts"];
            /** @constant */
            type: "run.progress";
            /** @description Credits used so far. */
            usedCredits?: number;
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.progress";
        };
        /** @description The run's first step began. */
        RunStartedEvent: components["schemas"]["RunEventBase"] & {
            /** @constant */
            type: "run.started";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.started";
        };
        /** @description The whole present state; the first event of every stream. */
        RunStateEvent: components["schemas"]["RunEventBase"] & {
            state: components["schemas"]["RunDetail"];
            /** @constant */
            type: "run.state";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.state";
        };
        /**
         * @description State of a run. `ABORTED` is a cancelled run. Hosted engines have also answered `ERROR`, lower-case words and none at all, so a client treats this list as open and only these words as known.
         * @enum {string}
         */
        RunStatus: "IN_PROGRESS" | "SUCCESS" | "FAILED" | "ABORTED";
        /** @description One segment at one node; a retry raises `attempt` on the same step. */
        RunStep: {
            /** @description Counted from 1. */
            attempt: number;
            /**
             * Format: date-time
             * @description When the next attempt begins.
             */
            dueAt?: string;
            /**
             * Format: date-time
             * @description When this attempt ended.
             */
            endedAt?: string;
            /** @description Why it failed. */
            error?: string;
            /** @description Number of the node. */
            node: number;
            /** @description Path of the segment: `00000.00042` is the 43rd piece of the first instance. */
            segment: string;
            /**
             * Format: date-time
             * @description When this attempt began.
             */
            startedAt?: string;
            status: components["schemas"]["StepStatus"];
            /** @description Credits this step used. */
            usedCredits?: number;
        };
        /** @description One page of steps. */
        RunStepPage: {
            /** @description The steps. */
            items: components["schemas"]["RunStep"][];
            next: components["schemas"]["NextPage"];
            /** @description Steps on all pages that are in the run's journal. A step that is under way may be listed before it is there. */
            total: number;
        };
        /** @description The run was accepted. */
        RunSubmittedEvent: components["schemas"]["RunEventBase"] & {
            pipeline?: components["schemas"]["PipelineRef"];
            /** @constant */
            type: "run.submitted";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.submitted";
        };
        /** @description One run, without its values. */
        RunSummary: {
            /**
             * Format: date-time
             * @description When it was submitted.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ended; absent until then.
             */
            endedAt?: string;
            /** @description Why it failed. */
            error?: string;
            /** @description Run id, a UUID. */
            id: string;
            /** @description Segments of its outputs, each counted once; present when the run has ended with a result. */
            outputSegments?: components["schemas"]["SegmentCounts"];
            pipeline: components["schemas"]["PipelineRef"];
            /** @description Percent of the known work. */
            progress: number;
            segments: components["schemas"]["SegmentCounts"];
            /**
             * Format: date-time
             * @description When its first step began; absent while it waits.
             */
            startedAt?: string;
            status: components["schemas"]["RunStatus"];
            /** @description Credits used so far. */
            usedCredits?: number;
        };
        /** @description Answer of a create or update. Clients rely on `id` alone; ours adds the pipeline and its problems. */
        SavedPipeline: {
            /** @description Id of the saved pipeline. */
            id: string;
            /** @description The stored links. */
            links?: components["schemas"]["PipelineLink"][];
            /** @description Its name. */
            name?: string;
            /** @description The stored nodes. */
            nodes?: components["schemas"]["PipelineNode"][];
            /** @description Everything that is wrong with the stored document; empty when nothing is. */
            problems?: components["schemas"]["Problem"][];
            /** @description A word of `AssetStatus`; a vendor test shows `SUCCESS` here. */
            status?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Body of a create. */
        SavePipeline: {
            architecture: components["schemas"]["Architecture"];
            /** @description Shown in lists; need not be unique. */
            name: string;
            /** @description `draft` when absent. */
            status?: components["schemas"]["PipelineStatus"];
        } & {
            [key: string]: unknown;
        };
        /** @description A stored script. */
        ScriptFile: {
            /** @description What the `SCRIPT` node names. */
            fileId: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A form with the script as its one file. */
        ScriptUpload: {
            /**
             * Format: binary
             * @description The script.
             */
            file: string;
        };
        /** @description One piece of an output. A failed piece does not fail the run. */
        Segment: {
            /** @description Credits of this piece (2022 engine). */
            credits_used?: number;
            /** @description Free facts of the asset; an empty text in 2022 answers. */
            details?: {
                [key: string]: unknown;
            } | string;
            /** @description End in the source in seconds (2022 engine). */
            end_sec?: number;
            /** @description Why the piece failed. */
            error?: string;
            /** @description Position among the output's pieces. */
            index: number;
            /** @description What the piece was made from. */
            input_segment_info?: components["schemas"]["SegmentSource"][];
            /** @description Data type that went in. */
            input_type?: string;
            /** @description Whether `response` is a URL. */
            is_url?: boolean;
            /** @description Language of the value. */
            language?: string;
            /** @description Characters or seconds. */
            length?: number;
            /** @description Data type that came out. */
            output_type?: string;
            /** @description The value, inline or as a URL (see `is_url`); any JSON. */
            response?: unknown;
            /** @description What followed the piece in its source; the last piece of an instance has all that followed it to the end. The pieces of one instance, each with its separator behind it, are the whole text. On texts that were cut. */
            separator?: string;
            /** @description Characters of the source (2022 engine). */
            size?: number;
            /** @description Start in the source in seconds (2022 engine). */
            start_sec?: number;
            /** @description Whether this piece was processed. */
            success: boolean;
            /** @description Seconds spent on this piece (2022 engine). */
            timeSpent?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description Pieces of work, counted over one node or a whole run. */
        SegmentCounts: {
            /** @description Ended in whatever way, failed and skipped ones included. */
            done: number;
            /** @description Ended badly. */
            failed: number;
            /** @description Known so far; grows while segmentors cut. */
            total: number;
        };
        /** @description A segment ended at a node; may be left out under load. */
        SegmentFinishedEvent: components["schemas"]["RunEventBase"] & {
            step: components["schemas"]["RunStep"];
            /** @constant */
            type: "segment.finished";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "segment.finished";
        };
        /** @description An attempt failed and another will follow; may be left out under load. */
        SegmentRetryingEvent: components["schemas"]["RunEventBase"] & {
            step: components["schemas"]["RunStep"];
            /** @constant */
            type: "segment.retrying";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "segment.retrying";
        };
        /** @description One input that a segment was made from. */
        SegmentSource: {
            /** @description End in the source. */
            end?: number;
            /** @description Whether `segment` is a reference. */
            is_url?: boolean;
            /** @description Language of the source. */
            language?: string;
            /** @description Length in the same unit. */
            length?: number;
            /** @description Node that the source came from. */
            node_id?: number;
            /** @description The source itself: inline value or URL. */
            segment?: unknown;
            /** @description Speaker that a diarization found. */
            speaker?: string;
            /** @description Start in the source: characters for text, seconds for audio and video. */
            start?: number;
            /** @description Data type of the source. */
            type?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The one-time code that the server printed. */
        SessionRequest: {
            /** @description Works once. */
            code: string;
        };
        /** @description One key of an order. */
        SortField: {
            /**
             * @description 1 ascending, -1 descending.
             * @enum {integer}
             */
            dir: -1 | 1;
            /** @description For example `createdAt`. */
            field: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description State of one segment at one node. `RETRYING` waits for its next attempt.
         * @enum {string}
         */
        StepStatus: "IN_PROGRESS" | "RETRYING" | "SUCCESS" | "FAILED" | "SKIPPED" | "ABORTED";
        /** @description The team's subscription to an asset. */
        Subscription: {
            /** @description A key bound to the asset. Secret where a server fills it; ours answers an empty text. */
            apiKey: string;
            /** @description Id of the subscription. */
            id: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Who serves an asset. */
        Supplier: {
            /** @description Short name that nodes carry. */
            code?: string;
            /** @description Id of the supplier. */
            id?: string | number;
            /** @description Name of the supplier. */
            name?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A file that is about to be uploaded. */
        TemporaryUpload: {
            /** @description What the client takes it for; not to be trusted. */
            contentType: string;
            /** @description File name; only its last part is kept. */
            originalName: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Body of an update; without nodes the stored document stays. */
        UpdatePipeline: {
            /** @description The document that replaces the stored one, unless it has no nodes. */
            architecture?: {
                /** @description The links; none when absent. */
                links?: components["schemas"]["PipelineLink"][];
                /** @description The nodes; the stored document stays when they are absent or empty. */
                nodes?: components["schemas"]["PipelineNode"][];
            } & {
                [key: string]: unknown;
            };
            /** @description Shown in lists; need not be unique. */
            name: string;
            /** @description The stored status when absent. */
            status?: components["schemas"]["PipelineStatus"];
        } & {
            [key: string]: unknown;
        };
        /** @description Where to put the bytes of one file, and what to call it afterwards. */
        UploadTarget: {
            /** @description Absolute URL of the stored file. */
            downloadUrl?: string;
            /** @description Name in the store: a run refers to the file as `s3://<bucket>/<key>`. */
            key: string;
            /** @description Absolute URL for one `PUT` of the bytes; holds a signature. */
            uploadUrl: string;
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description The request cannot be understood: a malformed id, a body that is not JSON or not of the described shape, a run or deploy of a document with errors, an input without a value. */
        BadRequest: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The key, signature or session does not allow this; a signed URL has expired. */
        Forbidden: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A gateway gave up waiting. Whether the request was carried out is unknown. */
        GatewayTimeout: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The server failed. */
        InternalError: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Extension. A request with this `Idempotency-Key` is still at work. */
        KeyInUse: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Extension. This `Idempotency-Key` was used with another body. */
        KeyReused: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Extension. The `Host` is not one that a local server answers for. */
        MisdirectedRequest: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Extension. The run has not ended yet. */
        NotEnded: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Nothing with this id is visible to the team. */
        NotFound: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The server cannot execute this. It is refused instead of answered with something made up. */
        NotImplemented: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Any other refusal. The hosted platform groups its own codes: 460 to 469 the subscription is inactive or expired, 470 to 479 not enough credits, 480 to 489 the supplier does not provide the asset (may be tried again), 490 to 499 the values are invalid. Which of them it really answers is not public. */
        OtherRefusal: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not enough credits. */
        PaymentRequired: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Extension. The stored pipeline is not the one that the change is based on. `ETag` names the present one. */
        PreconditionFailed: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                ETag: components["headers"]["ETag"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The file is shorter than the asked part. */
        RangeNotSatisfiable: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body did not arrive in time. Nothing was done. */
        RequestTimeout: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body is over the server's limit. */
        TooLarge: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many requests or too much work waiting. */
        TooManyRequests: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "Retry-After": components["headers"]["Retry-After"];
                "Retry-After-Ms": components["headers"]["Retry-After-Ms"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description No key, or one that is not known. */
        Unauthorized: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The server takes no work now: it starts, stops or is overloaded. */
        Unavailable: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "Retry-After": components["headers"]["Retry-After"];
                "Retry-After-Ms": components["headers"]["Retry-After-Ms"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The operation does not accept the content type of the body. */
        UnsupportedMediaType: {
            headers: {
                "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /** @description Extension. Checksum of the bytes (RFC 9530, `sha-256`); bytes that do not match are refused with 400 and not kept. For example `sha-256=:nDlLLD2mmo5Zi5MWFBwi5JtxDlT9aUuJv3zKIzJkZqM=:`. */
        ContentDigest: string;
        /**
         * @description When the URL stops working, in seconds: by a clock of the server that is not the date.
         * @example 1772357400
         */
        Expires: number;
        /**
         * @description Name of the file in the store, as `UploadTarget.key` has it.
         * @example temp/1b6c0d6e/speech.wav
         */
        FileKey: string;
        /** @description Extension. Chosen by the client, one for each thing it wants done. The same key with the same request gets the first answer again; with another body, or for another pipeline, 422; while the first request is at work 409. A key is remembered as long as what it made: by default until 7 days after the run ended, or 7 days after the pipeline was created. After that the same key is a new request. A UUID made for this request is a good one. For example `0c6f6c2e-8a2e-4d3c-9b7d-2f6f5f0b7a10`. */
        IdempotencyKey: string;
        /** @description Extension. The `ETag` that the change is based on (or `*`); when the stored pipeline has another, it is not changed and the answer is 412. For example `"5f2c1a9d"`. */
        IfMatch: string;
        /** @description At most this many items. For example `100`. */
        Limit: number;
        /** @description When the link stops working, in seconds by the server's own clock; absent on links that do not expire. For example `1772357400`. */
        OptionalExpires: number;
        /** @description The server's own signature; on links that expire. For example `Zk3vJ0c1b2t8qk9x`. */
        OptionalSignature: string;
        /** @description The `next` of the page before; opaque. For example `MS4wMDAwMC4wMDAwMQ`. */
        PageToken: string;
        /**
         * @description Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.
         * @example 6544ffbdf4644a9f6c2363a6
         */
        PipelineId: string;
        /** @description Extension. `wait=20` lets the server hold the answer until the run ends or 20 seconds are up, whichever is first. A server may wait for less; `Preference-Applied` says for how long at most. For example `wait=20`. */
        PreferWait: string;
        /** @description Part of the file, `bytes=<first>-<last>`. For example `bytes=0-3`. */
        Range: string;
        /**
         * @description Run id, a UUID; the last path segment of the run answer's `url`.
         * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
         */
        RunId: string;
        /**
         * @description The server's own signature over key and expiry.
         * @example Zk3vJ0c1b2t8qk9x
         */
        Signature: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Extension. The extensions this server has, on every answer: words of `ExtensionName` and others that a client ignores, separated by commas. Absent on servers that have none.
         * @example idempotency-key, if-match, prefer-wait, problems, cancel, runs, steps, log, events, files, health
         */
        "Aixplain-Extensions": string;
        /**
         * @description Which bytes of how many these are.
         * @example bytes 0-3/19
         */
        "Content-Range": string;
        /**
         * @description Extension. Version of the stored pipeline, for `If-Match`.
         * @example "5f2c1a9d"
         */
        ETag: string;
        /**
         * @description Extension. The preference that was honoured.
         * @example wait=20
         */
        "Preference-Applied": string;
        /**
         * @description When to send the request again, in seconds or as an HTTP date. On a check it is a hint for the next check.
         * @example 2
         */
        "Retry-After": string;
        /**
         * @description Extension. The same as `Retry-After` in milliseconds, for waits that are not whole seconds.
         * @example 250
         */
        "Retry-After-Ms": string;
        /**
         * @description Names the request in the server's log.
         * @example 01J9ZK4T6N
         */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    checkRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension. `wait=20` lets the server hold the answer until the run ends or 20 seconds are up, whichever is first. A server may wait for less; `Preference-Applied` says for how long at most. For example `wait=20`. */
                Prefer?: components["parameters"]["PreferWait"];
            };
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The state of the run. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    runPipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension. Chosen by the client, one for each thing it wants done. The same key with the same request gets the first answer again; with another body, or for another pipeline, 422; while the first request is at work 409. A key is remembered as long as what it made: by default until 7 days after the run ended, or 7 days after the pipeline was created. After that the same key is a new request. A UUID made for this request is a good one. For example `0c6f6c2e-8a2e-4d3c-9b7d-2f6f5f0b7a10`. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.
                 * @example 6544ffbdf4644a9f6c2363a6
                 */
                id: components["parameters"]["PipelineId"];
            };
            cookie?: never;
        };
        /** @description Input values in any of the named forms. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunBody"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description Accepted. Clients require exactly this status. */
            201: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["KeyInUse"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description At most this many items. For example `100`. */
                limit?: components["parameters"]["Limit"];
                /** @description Only runs that succeeded although some of their segments failed. For example `partial`. */
                outcome?: "partial";
                /** @description The `next` of the page before; opaque. For example `MS4wMDAwMC4wMDAwMQ`. */
                page?: components["parameters"]["PageToken"];
                /** @description Only runs of this pipeline. For example `6544ffbdf4644a9f6c2363a6`. */
                pipeline?: string;
                /** @description Only runs whose pipeline has this text in its name, upper and lower case alike, or whose id begins with it. For example `reviews`. */
                q?: string;
                /** @description Only runs submitted at this time or later. For example `2026-03-01T08:00:00Z`. */
                since?: string;
                /** @description Only runs in this state. For example `IN_PROGRESS`. */
                status?: components["schemas"]["RunStatus"];
                /** @description Only runs submitted before this time. For example `2026-03-02T08:00:00Z`. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
                     *           "pipeline": {
                     *             "id": "6544ffbdf4644a9f6c2363a6",
                     *             "name": "Guest reviews"
                     *           },
                     *           "status": "IN_PROGRESS",
                     *           "createdAt": "2026-03-01T09:30:00.000Z",
                     *           "startedAt": "2026-03-01T09:30:00.004Z",
                     *           "progress": 40,
                     *           "usedCredits": 0,
                     *           "segments": {
                     *             "total": 30,
                     *             "done": 12,
                     *             "failed": 0
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run had ended before; nothing to cancel. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
                     *       "outcome": "ended",
                     *       "status": "SUCCESS"
                     *     }
                     */
                    "application/json": components["schemas"]["CancelAnswer"];
                };
            };
            /** @description The run will stop. */
            202: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
                     *       "outcome": "requested",
                     *       "status": "IN_PROGRESS"
                     *     }
                     */
                    "application/json": components["schemas"]["CancelAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamRunEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Cursor of the last event that arrived. For example `7`. */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events; the schema describes the `data` of one. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: run.progress
                     *     id: 8
                     *     data: {"type":"run.progress","id":"8","at":"2026-03-01T09:30:00.250Z","run":"cf9728ff-9a38-4cf8-87c8-41edf2ad0000","progress":40,"segments":{"total":30,"done":12,"failed":0}}
                     *
                     *     event: run.finished
                     *     id: 9
                     *     data: {"type":"run.finished","id":"9","at":"2026-03-01T09:30:01.000Z","run":"cf9728ff-9a38-4cf8-87c8-41edf2ad0000","status":"SUCCESS","segments":{"total":30,"done":30,"failed":0},"elapsedTime":1}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRunLog: {
        parameters: {
            query?: {
                /** @description At most this many items. For example `100`. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before; opaque. For example `MS4wMDAwMC4wMDAwMQ`. */
                page?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-03-01T09:30:00.012Z",
                     *           "level": "info",
                     *           "node": 3,
                     *           "segment": "00000",
                     *           "text": "12 segments came in."
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["RunLogPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRunOutput: {
        parameters: {
            query?: {
                /** @description At most this many items. For example `500`. */
                limit?: number;
                /** @description The `next` of the page before; opaque. For example `MS4wMDAwMC4wMDAwMQ`. */
                page?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description Number of the `OUTPUT` node.
                 * @example 2
                 */
                node: string;
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "index": 0,
                     *           "success": true,
                     *           "value": "Bonjour.",
                     *           "type": "text",
                     *           "separator": "\n"
                     *         },
                     *         {
                     *           "index": 1,
                     *           "success": false,
                     *           "error": "Translation: the service answered 503."
                     *         }
                     *       ],
                     *       "next": null,
                     *       "total": 2
                     *     }
                     */
                    "application/json": components["schemas"]["RunOutputPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["NotEnded"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRunSteps: {
        parameters: {
            query?: {
                /** @description At most this many items. For example `100`. */
                limit?: components["parameters"]["Limit"];
                /** @description Only steps of the node with this number. For example `2`. */
                node?: number;
                /** @description The `next` of the page before; opaque. For example `MS4wMDAwMC4wMDAwMQ`. */
                page?: components["parameters"]["PageToken"];
                /** @description Only steps that began more than once, or only the others. For example `true`. */
                retried?: boolean;
                /** @description Only steps in this state. For example `FAILED`. */
                status?: components["schemas"]["StepStatus"];
            };
            header?: never;
            path: {
                /**
                 * @description Run id, a UUID; the last path segment of the run answer's `url`.
                 * @example cf9728ff-9a38-4cf8-87c8-41edf2ad46eb
                 */
                run: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "node": 1,
                     *           "segment": "00000",
                     *           "status": "SUCCESS",
                     *           "attempt": 1,
                     *           "startedAt": "2026-03-01T09:30:00.004Z",
                     *           "endedAt": "2026-03-01T09:30:00.009Z"
                     *         },
                     *         {
                     *           "node": 2,
                     *           "segment": "00000.00001",
                     *           "status": "RETRYING",
                     *           "attempt": 2,
                     *           "startedAt": "2026-03-01T09:30:00.010Z",
                     *           "dueAt": "2026-03-01T09:30:00.700Z",
                     *           "error": "The service answered 503."
                     *         }
                     *       ],
                     *       "next": "MS4wMDAwMC4wMDAwMQ",
                     *       "total": 31
                     *     }
                     */
                    "application/json": components["schemas"]["RunStepPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    openSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The code. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "K7QW-2M9X"
                 *     }
                 */
                "application/json": components["schemas"]["SessionRequest"];
            };
        };
        responses: {
            /** @description The cookie is set. */
            204: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    /**
                     * @description The session, `HttpOnly; SameSite=Strict; Path=/`.
                     * @example axp_session_8799=2f1c8b340f7e4a1b; Path=/; HttpOnly; SameSite=Strict
                     */
                    "Set-Cookie"?: string;
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getFile: {
        parameters: {
            query?: {
                /** @description When the link stops working, in seconds by the server's own clock; absent on links that do not expire. For example `1772357400`. */
                expires?: components["parameters"]["OptionalExpires"];
                /** @description The server's own signature; on links that expire. For example `Zk3vJ0c1b2t8qk9x`. */
                signature?: components["parameters"]["OptionalSignature"];
            };
            header?: {
                /** @description Part of the file, `bytes=<first>-<last>`. For example `bytes=0-3`. */
                Range?: components["parameters"]["Range"];
            };
            path: {
                /**
                 * @description Name of the file in the store, as `UploadTarget.key` has it.
                 * @example temp/1b6c0d6e/speech.wav
                 */
                key: components["parameters"]["FileKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file, with the content type that was found in it. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example Hola, buenos días. */
                    "*/*": components["schemas"]["FileContent"];
                    /** @example Hola, buenos días. */
                    "application/octet-stream": components["schemas"]["FileContent"];
                };
            };
            /** @description The part of the file that `Range` asked for. */
            206: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "Content-Range": components["headers"]["Content-Range"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example Hola */
                    "*/*": components["schemas"]["FileContent"];
                    /** @example Hola */
                    "application/octet-stream": components["schemas"]["FileContent"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    putUpload: {
        parameters: {
            query: {
                /**
                 * @description When the URL stops working, in seconds: by a clock of the server that is not the date.
                 * @example 1772357400
                 */
                expires: components["parameters"]["Expires"];
                /**
                 * @description The server's own signature over key and expiry.
                 * @example Zk3vJ0c1b2t8qk9x
                 */
                signature: components["parameters"]["Signature"];
            };
            header?: {
                /** @description Extension. Checksum of the bytes (RFC 9530, `sha-256`); bytes that do not match are refused with 400 and not kept. For example `sha-256=:nDlLLD2mmo5Zi5MWFBwi5JtxDlT9aUuJv3zKIzJkZqM=:`. */
                "Content-Digest"?: components["parameters"]["ContentDigest"];
            };
            path: {
                /**
                 * @description Name of the file in the store, as `UploadTarget.key` has it.
                 * @example temp/1b6c0d6e/speech.wav
                 */
                key: components["parameters"]["FileKey"];
            };
            cookie?: never;
        };
        /** @description The bytes, with whatever content type the client believes in. */
        requestBody: {
            content: {
                /** @example Good morning. */
                "*/*": components["schemas"]["FileContent"];
                /** @example Good morning. */
                "application/octet-stream": components["schemas"]["FileContent"];
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "version": "0.1.0",
                     *       "extensions": [
                     *         "idempotency-key",
                     *         "cancel",
                     *         "runs",
                     *         "health"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCorpus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Corpus id.
                 * @example 64dd1b2a0d6b5f0f6e7a9c11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The corpus and its columns. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "64dd1b2a0d6b5f0f6e7a9c11",
                     *       "name": "Guest reviews",
                     *       "description": "One review a row.",
                     *       "status": "onboarded",
                     *       "suggestedFunction": [
                     *         "sentiment-analysis"
                     *       ],
                     *       "data": [
                     *         {
                     *           "id": "64dd1b2a0d6b5f0f6e7a9c12",
                     *           "name": "review",
                     *           "dataType": "text",
                     *           "dataSubtype": "other",
                     *           "status": "onboarded",
                     *           "metadata": {
                     *             "languages": [
                     *               {
                     *                 "language": "en"
                     *               },
                     *               {
                     *                 "language": "es",
                     *                 "dialect": "Mexico"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "license": {
                     *         "typeId": "620ba3a83e2fa95c500b429d"
                     *       },
                     *       "segmentsCount": 48
                     *     }
                     */
                    "application/json": components["schemas"]["Corpus"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    paginateCorpora: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Page and filters. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pageSize": 20,
                 *       "pageNumber": 0,
                 *       "sort": [
                 *         {
                 *           "field": "createdAt",
                 *           "dir": -1
                 *         }
                 *       ],
                 *       "q": "reviews",
                 *       "function": "sentiment-analysis",
                 *       "language": [
                 *         "en"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CorpusQuery"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "id": "64dd1b2a0d6b5f0f6e7a9c11",
                     *           "name": "Guest reviews",
                     *           "description": "One review a row.",
                     *           "status": "onboarded",
                     *           "suggestedFunction": [
                     *             "sentiment-analysis"
                     *           ],
                     *           "languages": [
                     *             {
                     *               "language": "en"
                     *             }
                     *           ],
                     *           "data": [
                     *             {
                     *               "id": "64dd1b2a0d6b5f0f6e7a9c12",
                     *               "name": "review",
                     *               "dataType": "text",
                     *               "dataSubtype": "other",
                     *               "status": "onboarded",
                     *               "metadata": {
                     *                 "languages": [
                     *                   {
                     *                     "language": "en"
                     *                   }
                     *                 ]
                     *               }
                     *             }
                     *           ],
                     *           "segmentsCount": 48
                     *         }
                     *       ],
                     *       "pageTotal": 1,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CorpusPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Dataset id.
                 * @example 64dd1b2a0d6b5f0f6e7a9c21
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The dataset, its columns and their roles. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "64dd1b2a0d6b5f0f6e7a9c21",
                     *       "name": "English to Spanish",
                     *       "description": "Sentences and their translations.",
                     *       "status": "onboarded",
                     *       "function": "translation",
                     *       "input": [
                     *         {
                     *           "dataId": "64dd1b2a0d6b5f0f6e7a9c22"
                     *         }
                     *       ],
                     *       "output": [
                     *         {
                     *           "dataIds": [
                     *             "64dd1b2a0d6b5f0f6e7a9c23"
                     *           ]
                     *         }
                     *       ],
                     *       "metadata": [],
                     *       "hypotheses": [],
                     *       "data": [
                     *         {
                     *           "id": "64dd1b2a0d6b5f0f6e7a9c22",
                     *           "name": "source",
                     *           "dataType": "text",
                     *           "status": "onboarded",
                     *           "metadata": {
                     *             "languages": [
                     *               {
                     *                 "language": "en"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "64dd1b2a0d6b5f0f6e7a9c23",
                     *           "name": "target",
                     *           "dataType": "text",
                     *           "status": "onboarded",
                     *           "metadata": {
                     *             "languages": [
                     *               {
                     *                 "language": "es"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "license": {
                     *         "typeId": "620ba3983e2fa95c500b4297"
                     *       },
                     *       "segmentsCount": 100
                     *     }
                     */
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    paginateDatasets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Page and filters. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pageSize": 20,
                 *       "pageNumber": 0,
                 *       "sort": [
                 *         {
                 *           "field": "createdAt",
                 *           "dir": -1
                 *         }
                 *       ],
                 *       "q": "spanish",
                 *       "function": "translation",
                 *       "input": {
                 *         "languages": [
                 *           "en"
                 *         ]
                 *       },
                 *       "output": {
                 *         "languages": [
                 *           "es"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DatasetQuery"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "id": "64dd1b2a0d6b5f0f6e7a9c21",
                     *           "name": "English to Spanish",
                     *           "description": "Sentences and their translations.",
                     *           "status": "onboarded",
                     *           "function": "translation",
                     *           "input": [
                     *             {
                     *               "dataId": "64dd1b2a0d6b5f0f6e7a9c22"
                     *             }
                     *           ],
                     *           "output": [
                     *             {
                     *               "dataIds": [
                     *                 "64dd1b2a0d6b5f0f6e7a9c23"
                     *               ]
                     *             }
                     *           ],
                     *           "metadata": [],
                     *           "hypotheses": [],
                     *           "data": [],
                     *           "segmentsCount": 100
                     *         }
                     *       ],
                     *       "pageTotal": 1,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DatasetPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createPermanentUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the file is called, said to be, tagged with and licensed under. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contentType": "text/csv",
                 *       "originalName": "rows.csv",
                 *       "tags": "year,2026",
                 *       "license": "MIT"
                 *     }
                 */
                "application/json": components["schemas"]["PermanentUpload"];
                /**
                 * @example {
                 *       "contentType": "text/csv",
                 *       "originalName": "/home/ana/rows.csv",
                 *       "tags": "sales,2026",
                 *       "license": "620ba3a83e2fa95c500b429d"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["PermanentUpload"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description Where to put it. */
            201: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadTarget"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createTemporaryUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the file is called and said to be. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contentType": "audio/wav",
                 *       "originalName": "speech.wav"
                 *     }
                 */
                "application/json": components["schemas"]["TemporaryUpload"];
                /**
                 * @example {
                 *       "contentType": "text/csv",
                 *       "originalName": "speech.wav"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["TemporaryUpload"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description Where to put it. */
            201: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadTarget"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listFunctions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The catalogue. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listLanguages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The languages and their dialects. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "62694b06c3e1ee4e0ba1fb6b",
                     *         "value": "af",
                     *         "label": "Afrikaans",
                     *         "dialects": []
                     *       },
                     *       {
                     *         "id": "62694b06c3e1ee4e0ba1fb6c",
                     *         "value": "pt",
                     *         "label": "Portuguese",
                     *         "dialects": [
                     *           {
                     *             "value": "Brazil",
                     *             "label": "Brazil"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Language"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listLicenses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The licences. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "620ba3a83e2fa95c500b429d",
                     *         "name": "MIT",
                     *         "description": "A short permissive licence.",
                     *         "url": "https://opensource.org/license/mit"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["License"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listModels: {
        parameters: {
            query: {
                /**
                 * @description Model ids, separated by commas; at most 100.
                 * @example 60ddef828d38c51c5885d491,6610617ff1278441b6482530
                 */
                ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The models. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Model id.
                 * @example 60ddef828d38c51c5885d491
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The model. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getModelByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Model name.
                 * @example Test Model
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The model. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    paginateModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Page and filters. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelQuery"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listPipelines: {
        parameters: {
            query?: {
                /** @description Page, counted from 0. For example `2`. */
                pageNumber?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelinePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createPipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension. Chosen by the client, one for each thing it wants done. The same key with the same request gets the first answer again; with another body, or for another pipeline, 422; while the first request is at work 409. A key is remembered as long as what it made: by default until 7 days after the run ended, or 7 days after the pipeline was created. After that the same key is a new request. A UUID made for this request is a good one. For example `0c6f6c2e-8a2e-4d3c-9b7d-2f6f5f0b7a10`. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description Name, status and document. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavePipeline"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description Stored. `problems` lists what a run would trip over. */
            201: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPipeline"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["KeyInUse"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    getPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.
                 * @example 6544ffbdf4644a9f6c2363a6
                 */
                id: components["parameters"]["PipelineId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The pipeline. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    updatePipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension. The `ETag` that the change is based on (or `*`); when the stored pipeline has another, it is not changed and the answer is 412. For example `"5f2c1a9d"`. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.
                 * @example 6544ffbdf4644a9f6c2363a6
                 */
                id: components["parameters"]["PipelineId"];
            };
            cookie?: never;
        };
        /** @description Name, status and document. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePipeline"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description Stored. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPipeline"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    deletePipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Extension. The `ETag` that the change is based on (or `*`); when the stored pipeline has another, it is not changed and the answer is 412. For example `"5f2c1a9d"`. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.
                 * @example 6544ffbdf4644a9f6c2363a6
                 */
                id: components["parameters"]["PipelineId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description Deleted. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6544ffbdf4644a9f6c2363a6"
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedPipeline"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    paginatePipelines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Page and filters. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PipelineQuery"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description One page. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelinePage"];
                };
            };
            /** @description The same page, as a server with 201 for every POST answers it. */
            201: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelinePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    uploadScript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One part named `file` with a file name; the name's extension tells the language. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "def main(transcripts):\n    return transcripts\n"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["ScriptUpload"];
            };
        };
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description Stored. */
            201: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fileId": "6f1c8b34-0f7e-4a1b-9a53-5d2c2f0f8f7e"
                     *     }
                     */
                    "application/json": components["schemas"]["ScriptFile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listSuppliers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["OtherRefusal"];
            /** @description The suppliers. */
            200: {
                headers: {
                    "Aixplain-Extensions": components["headers"]["Aixplain-Extensions"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 1,
                     *         "name": "aiXplain",
                     *         "code": "aixplain"
                     *       },
                     *       {
                     *         "id": 2,
                     *         "name": "AWS",
                     *         "code": "aws"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Supplier"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
}
