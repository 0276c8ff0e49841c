// Made by `pnpm gen` from openapi/openapi.yaml. Do not edit.
export interface paths {
    "/sdk/pipelines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one pipeline
         * @description Draft.
         */
        get: operations["getPipeline"];
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
            status?: components["schemas"]["RunStatus"] | (string & {});
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
            license?: components["schemas"]["License"];
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
            license?: components["schemas"]["License"];
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
        /**
         * @description The eleven data types that values, parameters and segments can have, always lower case in answers.
         * @enum {string}
         */
        DataType: "audio" | "boolean" | "embedding" | "float" | "image" | "integer" | "label" | "number" | "tensor" | "text" | "video";
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
        /** @description A reason, as text or as an object. */
        FailureText: string | {
            [key: string]: unknown;
        };
        /**
         * @description Id of a function of the catalogue, for example `translation`. The list is data (see `listFunctions`), so any text is accepted here.
         * @example text-generation
         * @example speech-recognition
         */
        FunctionId: string;
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
        /** @description One value that a parameter can take. */
        LabelledValue: {
            /** @description What is shown. */
            label?: string;
            /** @description What is sent. */
            value: unknown;
        } & {
            [key: string]: unknown;
        };
        /** @description Licence of a data asset. */
        License: {
            /** @description Id of the licence (see `listLicenses`). */
            typeId?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A line was added to the run's log; may be left out under load. */
        LogWrittenEvent: components["schemas"]["RunEventBase"] & {
            line: components["schemas"]["RunLogLine"];
            /** @constant */
            type: "log.written";
        };
        /** @description A model that `ASSET` nodes can call. */
        Model: {
            /** @description What it does. */
            description?: string;
            function: components["schemas"]["FunctionRef"];
            /** @description A word of `FunctionType`; ai when absent. */
            functionType?: components["schemas"]["FunctionType"] | (string & {});
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
            status?: components["schemas"]["AssetStatus"] | (string & {});
            subscription?: components["schemas"]["Subscription"];
            /** @description Who serves it; a name or an object. */
            supplier: string | components["schemas"]["Supplier"];
            version: components["schemas"]["ModelVersion"];
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
        /** @description Version of a model; both members may be null, the object itself is always there. */
        ModelVersion: {
            /** @description Id of the version; a link to the code for some utilities. */
            id: string | null;
            /** @description Name of the version. */
            name?: string | null;
        } & {
            [key: string]: unknown;
        };
        /** @description A node will do nothing more. */
        NodeFinishedEvent: components["schemas"]["RunEventBase"] & {
            node: components["schemas"]["NodeState"];
            /** @constant */
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
            dataType?: components["schemas"]["DataType"] | (string & {}) | null;
            /** @description Whether the node cannot run without it. */
            isRequired?: boolean;
            /** @description Preset value, any JSON; `null` or absent when the value arrives along a link. */
            value?: unknown;
            /** @description Presets of a parameter that takes several values. */
            values?: unknown[];
        } & {
            [key: string]: unknown;
        };
        /** @description A node went on; sent at most a few times a second. */
        NodeProgressEvent: components["schemas"]["RunEventBase"] & {
            node: components["schemas"]["NodeState"];
            /** @constant */
            type: "node.progress";
        };
        /** @description A node's first step began. */
        NodeStartedEvent: components["schemas"]["RunEventBase"] & {
            node: components["schemas"]["NodeState"];
            /** @constant */
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
            type: components["schemas"]["NodeKind"] | (string & {});
        } & {
            [key: string]: unknown;
        };
        /** @description A stored pipeline with its document at the top level, in canonical form. */
        Pipeline: components["schemas"]["PipelineFields"] & components["schemas"]["PipelineDocument"];
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
            /** @description A word of `AssetStatus`; absent counts as draft. */
            status?: components["schemas"]["AssetStatus"] | (string & {});
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
            dataType?: (components["schemas"]["DataType"] | (string & {}))[] | (string & {}) | null;
            /** @description Uploaded file of a `SCRIPT`; empty when the upload failed. */
            fileId?: string | null;
            /** @description Facts about the file of a `SCRIPT` as JSON **text**, `{"name", "size"}`. */
            fileMetadata?: string | null;
            /** @description Function of an `ASSET`. */
            function?: components["schemas"]["FunctionId"] | null;
            /** @description Kind of an `ASSET`, stored in lower case; documents are also sent with `AI`. */
            functionType?: components["schemas"]["FunctionType"] | (string & {}) | null;
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
            type: components["schemas"]["NodeKind"] | (string & {});
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
        /** @description One branch of a `ROUTER` or `DECISION` node. When it matches, the value is handed to the nodes of `path`; with an empty `path` the links decide. */
        Route: {
            /** @description A word of `RouteOperation`; others are kept and reported as a problem. */
            operation: components["schemas"]["RouteOperation"] | (string & {});
            /** @description Numbers of the nodes that get the value; may be empty. */
            path: number[];
            /** @description A word of `RouteType`; others are kept and reported as a problem. */
            type: components["schemas"]["RouteType"] | (string & {});
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
            /** @description `IN_PROGRESS`, or `SUCCESS` of a run that ended at once (its outputs are at `url` all the same). */
            status: components["schemas"]["RunStatus"] | (string & {});
            /** @description Absolute URL of the check route; its last path segment is the run's id. */
            url: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A cancel was asked for; the run stops its work. */
        RunCancellingEvent: components["schemas"]["RunEventBase"] & {
            /** @constant */
            type: "run.cancelling";
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
            segments: components["schemas"]["SegmentCounts"];
            /** @description Absolute URL of its check route. */
            url: string;
            /** @description Engine version that the caller named. */
            version?: string;
        };
        /** @description One event of a run as the server tells it. More kinds may come: a client skips those it does not know. */
        RunEvent: components["schemas"]["RunStateEvent"] | components["schemas"]["RunSubmittedEvent"] | components["schemas"]["RunStartedEvent"] | components["schemas"]["RunProgressEvent"] | components["schemas"]["RunCancellingEvent"] | components["schemas"]["RunFinishedEvent"] | components["schemas"]["NodeStartedEvent"] | components["schemas"]["NodeProgressEvent"] | components["schemas"]["NodeFinishedEvent"] | components["schemas"]["SegmentRetryingEvent"] | components["schemas"]["SegmentFinishedEvent"] | components["schemas"]["LogWrittenEvent"];
        /** @description What every event has. */
        RunEventBase: {
            /**
             * Format: date-time
             * @description When it happened
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
        /** @description The run went on. */
        RunProgressEvent: components["schemas"]["RunEventBase"] & {
            /** @description Percent of the known work. */
            progress: number;
            segments?: components["schemas"]["SegmentCounts"];
            /** @constant */
            type: "run.progress";
            /** @description Credits used so far. */
            usedCredits?: number;
        };
        /** @description The run's first step began. */
        RunStartedEvent: components["schemas"]["RunEventBase"] & {
            /** @constant */
            type: "run.started";
        };
        /** @description The whole present state; the first event of every stream. */
        RunStateEvent: components["schemas"]["RunEventBase"] & {
            state: components["schemas"]["RunDetail"];
            /** @constant */
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
        /** @description The run was accepted. */
        RunSubmittedEvent: components["schemas"]["RunEventBase"] & {
            pipeline?: components["schemas"]["PipelineRef"];
            /** @constant */
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
            /** @description Run id */
            id: string;
            pipeline: components["schemas"]["PipelineRef"];
            /** @description Percent of the known work. */
            progress: number;
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
            status?: components["schemas"]["AssetStatus"] | (string & {});
        } & {
            [key: string]: unknown;
        };
        /** @description Body of a create and of an update. */
        SavePipeline: {
            architecture: components["schemas"]["Architecture"];
            /** @description Shown in lists; need not be unique. */
            name: string;
            /** @description `draft` when absent. */
            status?: components["schemas"]["PipelineStatus"];
        } & {
            [key: string]: unknown;
        };
        /** @description One piece of an output. A failed piece does not fail the run. */
        Segment: {
            /** @description Free facts of the asset; an empty text in 2022 answers. */
            details?: {
                [key: string]: unknown;
            } | string;
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
            /** @description Whether this piece was processed. */
            success: boolean;
        } & {
            [key: string]: unknown;
        };
        /** @description Pieces of work, counted over one node or a whole run. */
        SegmentCounts: {
            /** @description Ended badly. */
            failed: number;
            /** @description Not executed because their branch was not taken. */
            skipped: number;
            /** @description Ended well. */
            succeeded: number;
            /** @description Known so far; grows while segmentors cut. */
            total: number;
        };
        /** @description A segment ended at a node; may be left out under load. */
        SegmentFinishedEvent: components["schemas"]["RunEventBase"] & {
            step: components["schemas"]["RunStep"];
            /** @constant */
            type: "segment.finished";
        };
        /** @description An attempt failed and another will follow; may be left out under load. */
        SegmentRetryingEvent: components["schemas"]["RunEventBase"] & {
            step: components["schemas"]["RunStep"];
            /** @constant */
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
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Pipeline id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pipeline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            /** @description Unknown. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
}
